package dev.standstill.site.metering;

import java.util.Arrays;

/**
 * Readings that go to the store together, in the order they were taken. Columns instead of objects:
 * hundreds of thousands pass through here each second. For one thread at a time.
 */
public final class ReadingBatch {
  private static final int FEW = 16;

  private Series[] series = new Series[FEW];
  private long[] times = new long[FEW];
  private long[] values = new long[FEW];
  private int size;

  /**
   * Adds a reading.
   *
   * @throws IllegalArgumentException if it is none: callers check first, and report
   */
  public void add(Series of, long timeMicros, long value) {
    if (!Reading.isPlausible(of.channel(), value) || !Reading.isTime(timeMicros)) {
      throw new IllegalArgumentException(
          "no reading of " + of + ": " + value + " at " + timeMicros);
    }
    if (size == series.length) {
      series = Arrays.copyOf(series, size * 2);
      times = Arrays.copyOf(times, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    series[size] = of;
    times[size] = timeMicros;
    values[size++] = value;
  }

  /** How many readings it holds. */
  public int size() {
    return size;
  }

  /** Whether each reading is of the series that the other batch has in its place. */
  public boolean isOfSameSeries(ReadingBatch other) {
    return Arrays.equals(series, 0, size, other.series, 0, other.size);
  }

  /** Whose the reading at a place is. */
  public Series series(int place) {
    return series[place];
  }

  /** When the reading at a place was taken, in microseconds since 1970. */
  public long timeMicros(int place) {
    return times[place];
  }

  /** What the reading at a place says. */
  public long value(int place) {
    return values[place];
  }

  /** The reading at a place. */
  public Reading reading(int place) {
    return new Reading(series[place], times[place], values[place]);
  }
}
