package dev.standstill.core.accountancy;

import dev.standstill.core.quantity.Energy;
import dev.standstill.core.quantity.Power;
import java.time.Duration;
import java.util.Optional;

/**
 * What the readings of one point amount to in one period, recomputed by whoever reads them.
 *
 * @param point its name
 * @param readings how many readings lie in the period
 * @param energy trapezoid over those readings, edges not extended; empty if there are fewer than
 *     two, which is missing and not zero
 * @param uncoveredBefore from the period's begin to the first reading
 * @param uncoveredAfter from the last reading to the period's end
 * @param longestGap the longest time between successive readings
 * @param gaps all intervals together that are holes rather than the meter's rhythm
 * @param usualInterval the median time between successive readings
 * @param backwardSteps how often the clock of the source ran backwards
 * @param aboveLimit how many readings exceed the point's physical limit
 * @param maximum the largest reading
 */
public record MeteredPoint(
    String point,
    long readings,
    Optional<Energy> energy,
    Duration uncoveredBefore,
    Duration uncoveredAfter,
    Duration longestGap,
    Duration gaps,
    Duration usualInterval,
    long backwardSteps,
    long aboveLimit,
    Power maximum) {

  /** Whether there is a hole. */
  public boolean hasGap() {
    return !gaps.isZero();
  }

  /** Time in which the point may have drawn anything up to its limit, unseen. */
  public Duration unseen() {
    return uncoveredBefore.plus(uncoveredAfter).plus(gaps);
  }
}
