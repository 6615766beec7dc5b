package dev.standstill.core.charter;

import dev.standstill.core.quantity.Flop;
import java.time.Instant;

/**
 * "No training lineage above X FLOP from T."
 *
 * @param lineageCeiling what the executed FLOP of one training lineage may reach, over all periods
 * @param from when the limit begins to hold
 */
public record StandingLimit(Flop lineageCeiling, Instant from) {}
