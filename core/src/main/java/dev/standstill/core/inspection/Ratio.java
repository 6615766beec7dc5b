package dev.standstill.core.inspection;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * An exact fraction in lowest terms.
 *
 * @param numerator of any sign
 * @param denominator above zero
 */
public record Ratio(BigInteger numerator, BigInteger denominator) {

  public static final Ratio ZERO = of(0, 1);
  public static final Ratio ONE = of(1, 1);

  public Ratio {
    if (denominator.signum() <= 0) {
      throw new IllegalArgumentException("the denominator must be above zero");
    }
    BigInteger divisor = numerator.gcd(denominator);
    numerator = numerator.divide(divisor);
    denominator = denominator.divide(divisor);
  }

  public static Ratio of(long numerator, long denominator) {
    return new Ratio(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /** A decimal exactly as it was written: 0.05 is one twentieth. */
  public static Ratio of(BigDecimal decimal) {
    BigDecimal plain = decimal.stripTrailingZeros();
    return plain.scale() <= 0
        ? new Ratio(plain.toBigIntegerExact(), BigInteger.ONE)
        : new Ratio(plain.unscaledValue(), BigInteger.TEN.pow(plain.scale()));
  }

  public Ratio plus(Ratio other) {
    return new Ratio(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  public Ratio minus(Ratio other) {
    return plus(new Ratio(other.numerator.negate(), other.denominator));
  }

  public Ratio times(Ratio other) {
    return new Ratio(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  /** Divided by a fraction above zero. */
  public Ratio over(Ratio other) {
    return new Ratio(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  public int signum() {
    return numerator.signum();
  }

  public double toDouble() {
    return new BigDecimal(numerator)
        .divide(new BigDecimal(denominator), MathContext.DECIMAL128)
        .doubleValue();
  }

  /** For example {@code 3/5}; a whole number without its denominator. */
  @Override
  public String toString() {
    return denominator.equals(BigInteger.ONE) ? numerator + "" : numerator + "/" + denominator;
  }
}
