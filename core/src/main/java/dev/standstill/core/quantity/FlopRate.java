package dev.standstill.core.quantity;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * How many floating-point operations a second hardware can do at most: a peak, never a use.
 *
 * @param perSecond operations a second, 1 or more
 */
public record FlopRate(BigInteger perSecond) implements Comparable<FlopRate> {

  public FlopRate {
    if (perSecond.signum() <= 0) {
      throw new IllegalArgumentException("a peak must be above zero FLOP/s: " + perSecond);
    }
  }

  /**
   * From a decimal number such as {@code 989.4} TFLOP/s.
   *
   * @throws ArithmeticException if it is not a whole number of operations a second
   */
  public static FlopRate ofTera(String tera) {
    return new FlopRate(new BigDecimal(tera).movePointRight(12).toBigIntegerExact());
  }

  /** So many devices of this peak. */
  public FlopRate times(BigInteger devices) {
    return new FlopRate(perSecond.multiply(devices));
  }

  @Override
  public int compareTo(FlopRate other) {
    return perSecond.compareTo(other.perSecond);
  }

  @Override
  public String toString() {
    return perSecond + " FLOP/s";
  }
}
