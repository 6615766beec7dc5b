package dev.standstill.core.finding;

import dev.standstill.core.quantity.Flop;

/**
 * How much of a report's declared work is in an order's scope.
 *
 * @param certainly some of it is, whatever is still unknown
 * @param possibly some of it may be
 * @param unpermitted some of it certainly is, and no permit covers that
 * @param least what certainly is
 * @param most what may be
 */
record ScopedWork(boolean certainly, boolean possibly, boolean unpermitted, Flop least, Flop most) {

  static final ScopedWork NONE = new ScopedWork(false, false, false, Flop.ZERO, Flop.ZERO);

  ScopedWork plus(ScopedWork other) {
    return new ScopedWork(
        certainly || other.certainly,
        possibly || other.possibly,
        unpermitted || other.unpermitted,
        least.plus(other.least),
        most.plus(other.most));
  }
}
