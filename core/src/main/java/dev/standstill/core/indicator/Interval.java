package dev.standstill.core.indicator;

/**
 * From where to where a value may lie, both ends included; the unit is said by whoever holds it.
 *
 * @param low the lower end; may be minus infinity
 * @param high the upper end, not below the lower; may be infinity
 */
public record Interval(double low, double high) {

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("an interval must rise, was " + low + " to " + high);
    }
  }

  /** The interval of powers of two of one that holds logarithms. */
  public Interval exp2() {
    return new Interval(StrictMath.pow(2, low), StrictMath.pow(2, high));
  }
}
