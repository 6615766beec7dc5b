package dev.standstill.site.workload;

import java.time.Instant;
import java.util.Optional;

/**
 * A job that is over, as the scheduler's accounting has it.
 *
 * @param id the scheduler's name for it; a job that was started several times stands here as often
 * @param owner the user
 * @param queue the partition or namespace
 * @param devices how many it had
 * @param permit the id of the permit it named, unchecked
 * @param started when it began
 * @param ended when it ended
 */
public record EndedJob(
    String id,
    String owner,
    String queue,
    int devices,
    Optional<String> permit,
    Instant started,
    Instant ended) {}
