package dev.standstill.site.workload;

import java.time.Duration;
import java.util.Optional;

/**
 * What somebody asks of a scheduler.
 *
 * @param scheduler which scheduler, for example {@code slurm}
 * @param queue the partition or namespace; the site's configuration says what it is for
 * @param owner the user, as the scheduler knows it
 * @param account the account or project that is charged; the owner's name where there is none
 * @param devices how many devices at most at the same time, those of all its tasks together; 0 if
 *     it uses none
 * @param timeLimit after which the scheduler ends it; empty if it never does
 * @param permit the id of the permit it names, unchecked
 * @param lineage which line of models it says it belongs to, unchecked
 */
public record Demand(
    String scheduler,
    String queue,
    String owner,
    String account,
    int devices,
    Optional<Duration> timeLimit,
    Optional<String> permit,
    Optional<String> lineage) {

  /** What no limit counts as: longer than any permit. */
  public static final Duration UNLIMITED = Duration.ofDays(3650);

  public Demand {
    if (scheduler.isBlank() || queue.isBlank() || owner.isBlank() || account.isBlank()) {
      throw new IllegalArgumentException("a demand names scheduler, queue, owner and account");
    }
    if (devices < 0) {
      throw new IllegalArgumentException("devices are counted from 0: " + devices);
    }
    if (timeLimit.filter(time -> time.isNegative() || time.isZero()).isPresent()) {
      throw new IllegalArgumentException("a time limit is above zero: " + timeLimit.get());
    }
  }

  /** The longest it can run. */
  public Duration atMost() {
    return timeLimit.filter(time -> time.compareTo(UNLIMITED) < 0).orElse(UNLIMITED);
  }
}
