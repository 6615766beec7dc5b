package dev.standstill.site.metering;

import dev.standstill.telemetry.MeterReading;

/**
 * What one device showed on one channel at one instant.
 *
 * @param series which device and channel
 * @param timeMicros microseconds since 1970, by the clock of whoever read it
 * @param value in the unit of the channel, never negative; what was not read has no reading
 */
public record Reading(Series series, long timeMicros, long value) {

  public Reading {
    if (!isPlausible(series.channel(), value)) {
      throw new IllegalArgumentException(value + " is no value of " + series.channel());
    }
    if (!isTime(timeMicros)) {
      throw new IllegalArgumentException("time outside 1970 to 2200: " + timeMicros);
    }
  }

  /** Whether a meter of this channel can have shown this. */
  public static boolean isPlausible(Channel channel, long value) {
    return value >= 0 && value <= channel.greatest();
  }

  /** Whether a clock that works can have shown this. */
  public static boolean isTime(long micros) {
    return micros >= 0 && micros <= MeterReading.TIME_MICROS_MAX;
  }
}
