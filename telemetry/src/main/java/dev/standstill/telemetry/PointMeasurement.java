package dev.standstill.telemetry;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the readings of one measurement point say about one period, and what is wrong with them.
 * Only readings inside the period count, both its ends included. Nothing is extended or cut to its
 * edges: what lies between an edge and the nearest reading inside is uncovered.
 *
 * @param point the measurement point
 * @param readings how many lie inside
 * @param energyMilliJoules trapezoids between successive readings, rounded once, half to even;
 *     null, never zero, where there is nothing to measure between: fewer than two different time
 *     stamps, or a stamp repeated more than 16 times
 * @param uncoveredBeforeMicros from the period's start to the first reading inside; the whole
 *     period without readings
 * @param uncoveredAfterMicros from the last reading inside to the period's end; 0 without readings
 * @param longestGapMicros inside the period between successive time stamps; the whole period
 *     without readings
 * @param gapStartMicros where the first such gap starts
 * @param gapsMicros the length in all of the intervals between successive time stamps inside that
 *     are longer than {@link #GAP_FACTOR} times their median, so that many gaps do not pass one by
 *     one; 0 if there is none
 * @param medianIntervalMicros the lower median of the intervals; 0 if there is none
 * @param backwardSteps how often the meter's clock stepped back, in the whole file, in the order of
 *     the source
 * @param repeatedStamps readings of the whole file whose stamp another one already has
 * @param mostRepeats the most readings inside that share one stamp
 * @param readingsAboveLimit above the limit given for this point
 * @param maximumMilliwatts the greatest power
 * @param distinctPowers how many different values
 * @param seriesDigest equal for series that are copies, also of another time: SHA-256 over (time
 *     since the first reading, power) in time order; empty without readings
 */
public record PointMeasurement(
    String point,
    long readings,
    @Nullable BigInteger energyMilliJoules,
    long uncoveredBeforeMicros,
    long uncoveredAfterMicros,
    long longestGapMicros,
    long gapStartMicros,
    long gapsMicros,
    long medianIntervalMicros,
    long backwardSteps,
    long repeatedStamps,
    long mostRepeats,
    long readingsAboveLimit,
    long maximumMilliwatts,
    long distinctPowers,
    String seriesDigest) {
  /** An interval counts among the gaps if it is longer than this many median intervals. */
  public static final int GAP_FACTOR = 3;

  /** Whether several readings all show one value, as estimates and stuck meters do. */
  public boolean constant() {
    return readings > 1 && distinctPowers == 1;
  }

  /** Whether another series like this one could not be chance. */
  boolean isTelling() {
    return readings >= 4 && distinctPowers >= 3;
  }
}
