package dev.standstill.core.site;

/** How a measurement point comes to its energy. Anything but its own readings is unmetered. */
public sealed interface Metering {

  /** The point has readings of its own. */
  record Own() implements Metering {}

  /**
   * The operator says that the instrument of {@code point} reads the mean of both, so this point's
   * energy is taken to be equal to it.
   *
   * @param point the point that has the readings
   */
  record SharedMean(String point) implements Metering {}

  /**
   * The operator says that the readings of {@code point} are the sum of both, so this point's
   * energy is inside them.
   *
   * @param point the point that has the readings
   */
  record SharedSum(String point) implements Metering {}

  /** The point has no readings at all; its energy is unknown, which is not zero. */
  record None() implements Metering {}
}
