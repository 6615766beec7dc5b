package dev.standstill.site.workload;

import java.time.Instant;
import java.util.Optional;

/**
 * A job that a scheduler knows.
 *
 * @param id the scheduler's own name for it, for example {@code 4711} or {@code team/trainer}
 * @param name what its owner calls it
 * @param phase what has become of it
 * @param demand what it asked for; once it has devices, what it was given
 * @param submitted when it came, this time round
 * @param started when it last started; empty if it has not
 * @param restarts how often it was started again; 0 for the first time
 * @param heldForUs why it was held in our name, by a hook or by the agent; empty if it was not. The
 *     scheduler keeps this, so that no crash of ours forgets whom to release
 */
public record ScheduledJob(
    String id,
    String name,
    Phase phase,
    Demand demand,
    Instant submitted,
    Optional<Instant> started,
    int restarts,
    Optional<String> heldForUs) {

  public ScheduledJob {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a job has an id");
    }
  }
}
