package dev.standstill.site.workload;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One run of a job, as the scheduler's accounts have it. A job that was put back has several.
 *
 * @param id the scheduler's name for the job
 * @param owner the user
 * @param queue the partition or namespace
 * @param devices how many it had
 * @param permit the id of the permit it named, unchecked
 * @param lineage the lineage it named, unchecked
 * @param started when it began
 * @param ended when it ended; empty if it runs
 */
public record AccountedRun(
    String id,
    String owner,
    String queue,
    int devices,
    Optional<String> permit,
    Optional<String> lineage,
    Instant started,
    Optional<Instant> ended) {

  /** How long its devices were its own in this time, all of them together, in seconds. */
  public long deviceSeconds(Instant from, Instant to) {
    Instant begin = started.isAfter(from) ? started : from;
    Instant end = ended.filter(to::isAfter).orElse(to);
    return end.isAfter(begin) ? devices * Duration.between(begin, end).toSeconds() : 0;
  }
}
