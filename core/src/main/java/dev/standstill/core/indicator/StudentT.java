package dev.standstill.core.indicator;

import org.hipparchus.distribution.continuous.TDistribution;

/** Student's t. */
final class StudentT {

  private StudentT() {}

  static double quantile(int freedom, double probability) {
    return new TDistribution(freedom).inverseCumulativeProbability(probability);
  }

  /** Probability of a value not above {@code x}. */
  static double cumulative(int freedom, double x) {
    return new TDistribution(freedom).cumulativeProbability(x);
  }
}
