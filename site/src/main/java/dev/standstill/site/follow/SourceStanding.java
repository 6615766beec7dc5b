package dev.standstill.site.follow;

import java.time.Instant;
import java.util.Optional;

/**
 * What one source of the log last gave.
 *
 * @param name what the charter calls it
 * @param newest the time that a quorum vouches for, of the newest checkpoint that it ever gave;
 *     empty if it never gave one
 * @param problem what was wrong the last time, in one line; empty if nothing was
 */
public record SourceStanding(String name, Optional<Instant> newest, Optional<String> problem) {}
