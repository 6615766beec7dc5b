package dev.standstill.site.gate;

import dev.standstill.site.workload.Demand;
import java.util.Optional;

/** Says whether a job may start. It never throws: whatever goes wrong is a refusal. */
public interface Gate {

  /**
   * Judges a demand. One that is admitted counts from then on, until its scheduler shows it or has
   * had the time to.
   *
   * @param occasion why it is asked
   * @param job the scheduler's name for it, if it has one already: its own share does not count
   *     against it
   */
  Answer ask(Occasion occasion, Optional<String> job, Demand demand);

  /** What would be answered. Nothing counts for it. */
  Answer wouldAnswer(Optional<String> job, Demand demand);
}
