package dev.standstill.core.finding;

import dev.standstill.core.quantity.Flop;

/**
 * How much of a report's declared work is in an order's scope and not permitted.
 *
 * @param certainly some of it is, whatever is still unknown
 * @param possibly some of it may be
 * @param least what certainly is
 * @param most what may be
 */
record ScopedWork(boolean certainly, boolean possibly, Flop least, Flop most) {

  static final ScopedWork NONE = new ScopedWork(false, false, Flop.ZERO, Flop.ZERO);

  ScopedWork plus(ScopedWork other) {
    return new ScopedWork(
        certainly || other.certainly,
        possibly || other.possibly,
        least.plus(other.least),
        most.plus(other.most));
  }
}
