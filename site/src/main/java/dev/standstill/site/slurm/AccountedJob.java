package dev.standstill.site.slurm;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One run of a job, as Slurm accounted it. A job that was put back has as many as it had runs.
 *
 * @param id as Slurm names it: 7, 5_3, 6+1
 * @param owner the user
 * @param account the account that is charged
 * @param queue the partition
 * @param state Slurm's own word, without who caused it
 * @param start empty if it never started
 * @param end empty while it runs
 * @param elapsed without what it was suspended
 * @param limit empty if it has none
 * @param devices how many it was given
 * @param permit the permit that its comment names, unchecked
 * @param lineage the lineage that its comment names, unchecked
 * @param nodes as Slurm writes a list of nodes
 * @param joules what it consumed; empty where nothing measures that, which is not zero
 */
public record AccountedJob(
    String id,
    String owner,
    String account,
    String queue,
    String state,
    Optional<Instant> start,
    Optional<Instant> end,
    Duration elapsed,
    Optional<Duration> limit,
    int devices,
    Optional<String> permit,
    Optional<String> lineage,
    String nodes,
    Optional<BigInteger> joules) {}
