package dev.standstill.site.enforcement;

import dev.standstill.site.workload.ScheduledJob;
import java.time.Instant;

/** One thing to be done to one job. */
public sealed interface Step {

  ScheduledJob job();

  /**
   * Tell its owner, and ask it to save its work.
   *
   * @param reason one line for the owner
   * @param until when it will be stopped
   */
  record AskToSave(ScheduledJob job, String reason, Instant until) implements Step {}

  /**
   * Its grace is over.
   *
   * @param reason one line for the owner
   */
  record Stop(ScheduledJob job, String reason) implements Step {}

  /**
   * It waits, and could not start.
   *
   * @param reason one line for the owner
   */
  record Hold(ScheduledJob job, String reason) implements Step {}

  /** It was held in our name, and may start now. */
  record Release(ScheduledJob job) implements Step {}
}
