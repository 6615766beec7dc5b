package dev.standstill.core.quantity;

/**
 * A share or a relative error as a whole number of millionths: 10,000 is 1 %.
 *
 * @param value from 0 to 1,000,000
 */
public record PartsPerMillion(int value) implements Comparable<PartsPerMillion> {

  public static final PartsPerMillion ZERO = new PartsPerMillion(0);
  public static final PartsPerMillion WHOLE = new PartsPerMillion(1_000_000);

  public PartsPerMillion {
    if (value < 0 || value > 1_000_000) {
      throw new IllegalArgumentException("parts per million must be 0 to 1000000: " + value);
    }
  }

  /** From a fraction in 0 to 1, rounded up: a stated error must never shrink by rounding. */
  public static PartsPerMillion ofFractionRoundedUp(double fraction) {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new IllegalArgumentException("a fraction must be 0 to 1: " + fraction);
    }
    return new PartsPerMillion((int) StrictMath.ceil(fraction * 1e6));
  }

  public double fraction() {
    return value / 1e6;
  }

  @Override
  public int compareTo(PartsPerMillion other) {
    return Integer.compare(value, other.value);
  }
}
