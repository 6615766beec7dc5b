package dev.standstill.core.rule;

import dev.standstill.core.quantity.FlopInterval;
import dev.standstill.core.quantity.FlopRate;

/**
 * One operation that somebody wants to run, as scope rules see it.
 *
 * @param kind what it does
 * @param lineageFlop operations of its whole lineage once it is done, every earlier job included
 * @param cluster dense 16-bit peak of all accelerators that work together on it
 */
public record Operation(
    StatedFact<OperationKind> kind,
    StatedFact<FlopInterval> lineageFlop,
    StatedFact<FlopRate> cluster) {}
