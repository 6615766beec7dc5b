package dev.standstill.telemetry;

/**
 * One value that a meter gave: the power at a measurement point at one instant.
 *
 * @param point the measurement point, as the source names it
 * @param timeMicros microseconds since 1970-01-01T00:00:00Z, by the meter's own clock
 * @param milliwatts power, never negative
 */
public record MeterReading(String point, long timeMicros, long milliwatts) {
  /** No measurement point carries more than 100 GW: such a value is a broken meter. */
  public static final long MILLIWATTS_MAX = 100_000_000_000_000L;

  /** The year 2200: later stamps are a broken clock, and sums must stay within 38 digits. */
  public static final long TIME_MICROS_MAX = 7_258_118_400_000_000L;

  /** Longest name of a measurement point, in characters. */
  public static final int POINT_LENGTH_MAX = 200;

  /** Refuses what no meter can have given. */
  public MeterReading {
    if (point.isBlank() || point.length() > POINT_LENGTH_MAX) {
      throw new IllegalArgumentException("measurement point needs 1 to 200 characters");
    }
    if (timeMicros < 0 || timeMicros > TIME_MICROS_MAX) {
      throw new IllegalArgumentException("time outside 1970 to 2200: " + timeMicros);
    }
    if (milliwatts < 0 || milliwatts > MILLIWATTS_MAX) {
      throw new IllegalArgumentException("power outside 0 to 100 GW: " + milliwatts + " mW");
    }
  }
}
