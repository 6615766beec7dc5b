package dev.standstill.core.order;

import java.time.Instant;

/**
 * A stretch of time over which one order demanded the same.
 *
 * @param from when the order began to demand it, at the latest that is possible
 * @param bites from when on work breaks it: a pause leaves its checkpoint grace first, and leaves
 *     it again whenever it comes back
 * @param to when it ceased, or until when this was asked
 * @param duty what it demanded
 */
public record DutySpan(Instant from, Instant bites, Instant to, Duty duty) {

  public DutySpan {
    if (!from.isBefore(to) || bites.isBefore(from)) {
      throw new IllegalArgumentException("a duty begins, then bites, then ends: " + from);
    }
  }

  /** Whether there was any time at which work would have broken it. */
  public boolean bit() {
    return bites.isBefore(to);
  }
}
