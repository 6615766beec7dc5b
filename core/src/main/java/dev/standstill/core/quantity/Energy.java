package dev.standstill.core.quantity;

import java.math.BigInteger;

/**
 * An exact, non-negative energy in whole millijoules.
 *
 * @param milliJoules the amount, 0 or more
 */
public record Energy(BigInteger milliJoules) implements Comparable<Energy> {

  public static final Energy ZERO = new Energy(BigInteger.ZERO);

  public Energy {
    if (milliJoules.signum() < 0) {
      throw new IllegalArgumentException("energy must not be negative: " + milliJoules + " mJ");
    }
  }

  public static Energy ofMilliJoules(long milliJoules) {
    return new Energy(BigInteger.valueOf(milliJoules));
  }

  public Energy plus(Energy other) {
    return new Energy(milliJoules.add(other.milliJoules));
  }

  /** The nearest double in joules, for statistics only. */
  public double joules() {
    return milliJoules.doubleValue() / 1e3;
  }

  @Override
  public int compareTo(Energy other) {
    return milliJoules.compareTo(other.milliJoules);
  }

  @Override
  public String toString() {
    return milliJoules + " mJ";
  }
}
