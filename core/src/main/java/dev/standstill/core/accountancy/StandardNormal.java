package dev.standstill.core.accountancy;

import org.hipparchus.distribution.continuous.NormalDistribution;

/** Distribution function and density of N(0, 1). */
final class StandardNormal {
  private static final NormalDistribution LAW = new NormalDistribution();
  private static final double PEAK = 1 / StrictMath.sqrt(2 * Math.PI);

  private StandardNormal() {}

  static double cumulative(double x) {
    return LAW.cumulativeProbability(x);
  }

  static double density(double x) {
    return PEAK * StrictMath.exp(-0.5 * x * x);
  }
}
