package dev.standstill.core.study;

import dev.standstill.core.accountancy.MeasurementError;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Something that measures, and how wrong it is. Whatever names the same instrument shares its
 * systematic error: one firmware is one instrument, however many accelerators carry it.
 *
 * @param name unique in its balance
 * @param random standard deviation of the error drawn afresh for each item, as a fraction
 * @param systematic standard deviation of the error that stays until the next calibration
 * @param recalibrated periods from whose begin on the systematic error is another draw; 2 or more
 */
public record Instrument(
    String name, double random, double systematic, SortedSet<Integer> recalibrated) {
  public Instrument {
    recalibrated = Collections.unmodifiableSortedSet(new TreeSet<>(recalibrated));
    if (!recalibrated.isEmpty() && recalibrated.first() < 2) {
      throw new IllegalArgumentException(
          name + " is recalibrated from period " + recalibrated.first() + "; 2 is the first");
    }
    // Refuses what cannot be an error, in its own words.
    var _ = MeasurementError.of(random, 1, name, systematic);
  }

  /** The error of an amount of so many equal items, measured in this period. */
  MeasurementError in(int period, long items) {
    int calibration = recalibrated.headSet(period + 1).size();
    return MeasurementError.of(random, items, name + " #" + calibration, systematic);
  }
}
