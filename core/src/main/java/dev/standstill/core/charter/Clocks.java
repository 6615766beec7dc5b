package dev.standstill.core.charter;

import java.time.Duration;
import java.util.List;

/**
 * The delays the parties agreed on. They count from inclusion in the log.
 *
 * @param checkpointGrace the longest time an order may leave a job to save its work and stop
 * @param resumeDelay how long after its inclusion a release takes effect at the earliest
 * @param acknowledgement within which a site acknowledges an order
 * @param reviewInterval how far ahead a review may be put off
 * @param clarification within which a party replies
 * @param appealWindow within which an order may be appealed
 * @param timeliness how long conclusions may stay refuted or undecided
 * @param accessionNotice how long before entry into force a new party is announced
 * @param withdrawalNotice how long before a party leaves that is announced
 */
public record Clocks(
    Duration checkpointGrace,
    Duration resumeDelay,
    Duration acknowledgement,
    Duration reviewInterval,
    Duration clarification,
    Duration appealWindow,
    Duration timeliness,
    Duration accessionNotice,
    Duration withdrawalNotice) {

  /** A century: longer than anyone plans, and short enough that no sum of times overflows. */
  public static final Duration LENGTH_MAX = Duration.ofDays(36_525);

  public Clocks {
    for (Duration duration :
        List.of(
            checkpointGrace,
            resumeDelay,
            acknowledgement,
            reviewInterval,
            clarification,
            appealWindow,
            timeliness,
            accessionNotice,
            withdrawalNotice)) {
      if (duration.isNegative() || duration.compareTo(LENGTH_MAX) > 0) {
        throw new IllegalArgumentException("a clock runs from 0 to 36525 days: " + duration);
      }
    }
    if (reviewInterval.isZero() || timeliness.isZero()) {
      throw new IllegalArgumentException("reviews and timeliness need a positive length");
    }
  }
}
