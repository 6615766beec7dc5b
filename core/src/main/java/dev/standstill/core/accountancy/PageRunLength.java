package dev.standstill.core.accountancy;

/** Average number of periods to an alarm of Page's test when every y has the same mean. */
final class PageRunLength {
  private static final int LEAST_NODES = 100;

  /** Below this the closed form of Siegmund cancels and its series is exact to rounding. */
  private static final double SERIES_BELOW = 1e-3;

  /** Mean overshoot of a normal walk over its two boundaries, 2 x 0.583 (Siegmund 1985). */
  private static final double OVERSHOOT = 1.166;

  private PageRunLength() {}

  /**
   * Solves L(z) = 1 + L(0) Phi(s - z) + int_0^h L(u) phi(u + s - z) du, s = k - mean (Page 1954),
   * at Gauss-Legendre nodes and at z = 0, and returns L(0) (Goel and Wu 1971).
   */
  static double exact(double referenceValue, double threshold, double mean) {
    double shift = referenceValue - mean;
    int count = Math.max(LEAST_NODES, GaussLegendre.nodeCount(threshold));
    GaussLegendre rule = GaussLegendre.on(threshold, count);
    double[][] system = new double[count + 1][count + 2];
    for (int i = 0; i <= count; i++) {
      double z = i == 0 ? 0 : rule.nodes[i - 1];
      double[] row = system[i];
      row[0] = -StandardNormal.cumulative(shift - z);
      for (int j = 1; j <= count; j++) {
        row[j] = -rule.weights[j - 1] * StandardNormal.density(rule.nodes[j - 1] + shift - z);
      }
      row[i] += 1;
      row[count + 1] = 1;
    }
    return firstUnknown(system);
  }

  /**
   * Gaussian elimination from the last unknown up to the first, without exchanging rows: the
   * off-diagonal entries are minus the probabilities of a move, which sum to less than one.
   */
  private static double firstUnknown(double[][] system) {
    int right = system.length;
    for (int pivot = system.length - 1; pivot > 0; pivot--) {
      double[] known = system[pivot];
      for (int i = 0; i < pivot; i++) {
        double[] row = system[i];
        double multiple = row[pivot] / known[pivot];
        for (int j = 0; j < pivot; j++) {
          row[j] -= multiple * known[j];
        }
        row[right] -= multiple * known[right];
      }
    }
    return system[0][right] / system[0][0];
  }

  /** Siegmund's approximation (1985): Brownian motion, threshold corrected for the overshoot. */
  static double siegmund(double referenceValue, double threshold, double mean) {
    double drift = mean - referenceValue;
    double corrected = threshold + OVERSHOOT;
    double x = 2 * drift * corrected;
    if (Math.abs(x) < SERIES_BELOW) {
      return corrected * corrected * (1 - x / 3 * (1 - x / 4 * (1 - x / 5)));
    }
    return (StrictMath.expm1(-x) + x) / (2 * drift * drift);
  }
}
