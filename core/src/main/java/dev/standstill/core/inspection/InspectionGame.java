package dev.standstill.core.inspection;

import java.math.BigInteger;

/**
 * Somebody who may violate once in n periods against an inspector with m visits, each choosing at
 * random (Dresher 1962; von Stengel 2016, arXiv 1412.0129). The violator gains 1 undetected, loses
 * the penalty b when a visit falls into the period of the violation, and 0 if there is none.
 *
 * <p>The value to the violator is v = C(n-1, m) / sum over i = 0..m of C(n, i) b^(m-i), and the
 * inspector visits in this period with probability p = (1 - v) / (1 + b). A heavy penalty stands in
 * for visits.
 *
 * @param periods n, 1 to {@link #PERIODS_MAX}
 * @param inspections m, 0 to n
 * @param penalty b, 0 or more, in units of the gain
 */
public record InspectionGame(int periods, int inspections, Ratio penalty) {

  /** Fractions of longer games have tens of thousands of digits. */
  public static final int PERIODS_MAX = 5_000;

  public InspectionGame {
    if (periods < 1 || periods > PERIODS_MAX) {
      throw new IllegalArgumentException(
          "the periods must be 1 to %d, not %d".formatted(PERIODS_MAX, periods));
    }
    if (inspections < 0 || inspections > periods) {
      throw new IllegalArgumentException(
          "the inspections must be 0 to the %d periods, not %d".formatted(periods, inspections));
    }
    if (penalty.signum() < 0) {
      throw new IllegalArgumentException("the penalty must be 0 or more");
    }
  }

  /** What the violator gains on average, 0 to 1. */
  public Ratio value() {
    BigInteger n = BigInteger.valueOf(periods);
    BigInteger choose = BigInteger.ONE;
    BigInteger sum = BigInteger.ZERO;
    // Times the penalty's denominator to the power m, so that all of it stays whole.
    for (int i = 0; i <= inspections; i++) {
      sum =
          sum.add(
              choose
                  .multiply(penalty.numerator().pow(inspections - i))
                  .multiply(penalty.denominator().pow(i)));
      choose =
          choose.multiply(n.subtract(BigInteger.valueOf(i))).divide(BigInteger.valueOf(i + 1L));
    }
    BigInteger free = choose(periods - 1, inspections);
    return new Ratio(free.multiply(penalty.denominator().pow(inspections)), sum);
  }

  /**
   * The probability of a visit in this period that leaves the violator nothing to choose. With as
   * many visits as periods it is the least that deters; more does no harm.
   */
  public Ratio inspectNow() {
    return Ratio.ONE.minus(value()).over(Ratio.ONE.plus(penalty));
  }

  private static BigInteger choose(int n, int k) {
    BigInteger choose = k > n ? BigInteger.ZERO : BigInteger.ONE;
    for (int i = 0; i < Math.min(k, n); i++) {
      choose = choose.multiply(BigInteger.valueOf((long) n - i)).divide(BigInteger.valueOf(i + 1L));
    }
    return choose;
  }
}
