package dev.standstill.core.accountancy;

import org.hipparchus.distribution.continuous.TDistribution;

/**
 * The law of a measurement error divided by its stated sigma: symmetric about 0 and without unit.
 */
public sealed interface ErrorLaw {
  /** Sigma is known, or estimated from so many runs that it may be taken as known. */
  record Normal() implements ErrorLaw {}

  /**
   * Sigma was itself estimated; the tails are heavier for it (Student 1908).
   *
   * @param degreesOfFreedom 1 or more
   */
  record StudentT(int degreesOfFreedom) implements ErrorLaw {
    public StudentT {
      Require.atLeastOne(degreesOfFreedom, "degrees of freedom");
    }
  }

  static ErrorLaw normal() {
    return new Normal();
  }

  /** The law when sigma is the sample deviation of {@code runs} calibration runs, 2 or more. */
  static ErrorLaw calibratedBy(int runs) {
    return new StudentT(runs - 1);
  }

  /** Probability of an error of more than {@code x} sigma. */
  default double upperTail(double x) {
    // Through the lower tail at -x: one minus a value near one would lose the digits.
    return switch (this) {
      case Normal() -> StandardNormal.cumulative(-x);
      case StudentT(int degrees) -> new TDistribution(degrees).cumulativeProbability(-x);
    };
  }

  /** The number of sigma that is exceeded with probability {@code tail}, 0 to 1 exclusive. */
  default double upperQuantile(double tail) {
    Require.probability(tail, "tail probability");
    if (tail > 0.5) {
      return -upperQuantile(1 - tail);
    }
    // Bisection on the tail keeps full accuracy far out, where library quantiles, which work on
    // the probability of staying below, do not.
    double high = 1;
    while (upperTail(high) > tail) {
      high *= 2;
    }
    double low = high == 1 ? 0 : high / 2;
    double middle = low + (high - low) / 2;
    while (middle > low && middle < high) {
      if (upperTail(middle) > tail) {
        low = middle;
      } else {
        high = middle;
      }
      middle = low + (high - low) / 2;
    }
    return high;
  }

  /** The number of sigma that is not exceeded with probability {@code p}, 0 to 1 exclusive. */
  default double quantile(double p) {
    return -upperQuantile(p);
  }
}
