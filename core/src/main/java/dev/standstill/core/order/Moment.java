package dev.standstill.core.order;

import java.time.Instant;

/**
 * The two times a reader has.
 *
 * @param logTime the time that a quorum of witnesses vouches for, of the newest checkpoint it has.
 *     What releases goes by this one: it is the same for all
 * @param clock its own clock. What restricts begins by whichever is later
 */
public record Moment(Instant logTime, Instant clock) {

  /** Judged by the log alone. */
  public static Moment of(Instant logTime) {
    return new Moment(logTime, logTime);
  }

  /** When restrictions are judged. */
  public Instant later() {
    return logTime.isAfter(clock) ? logTime : clock;
  }
}
