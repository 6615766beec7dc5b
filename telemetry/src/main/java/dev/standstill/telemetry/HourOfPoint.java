package dev.standstill.telemetry;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What one measurement point gave in one hour of UTC.
 *
 * @param point the measurement point
 * @param hourMicros the hour's start
 * @param readings how many lie in the hour
 * @param energyMilliJoules of the intervals that end in the hour, rounded once, half to even; null,
 *     never zero, if none does or a stamp is repeated more than 16 times
 * @param minimumMilliwatts the least power
 * @param maximumMilliwatts the greatest power
 */
public record HourOfPoint(
    String point,
    long hourMicros,
    long readings,
    @Nullable BigInteger energyMilliJoules,
    long minimumMilliwatts,
    long maximumMilliwatts) {}
