package dev.standstill.core.accountancy;

/**
 * Nodes and weights of the Gauss-Legendre rule on [0, length] (Abramowitz and Stegun 1964, 25.4):
 * for the smooth functions met here its error falls faster than any power of the node count.
 */
final class GaussLegendre {
  /** From the starting value below, Newton's iteration is exact to rounding after four steps. */
  private static final int NEWTON_STEPS = 6;

  /** Work grows with the square of the length; no horizon of decades needs a longer one. */
  private static final double LENGTH_MAX = 512;

  final double[] nodes;
  final double[] weights;

  private GaussLegendre(double[] nodes, double[] weights) {
    this.nodes = nodes;
    this.weights = weights;
  }

  static GaussLegendre on(double length, int count) {
    double[] nodes = new double[count];
    double[] weights = new double[count];
    for (int i = 0; i < (count + 1) / 2; i++) {
      double x = StrictMath.cos(Math.PI * (i + 0.75) / (count + 0.5));
      double slope = 1;
      for (int step = 0; step < NEWTON_STEPS; step++) {
        double value = x;
        double before = 1;
        for (int degree = 2; degree <= count; degree++) {
          double next = ((2 * degree - 1) * x * value - (degree - 1) * before) / degree;
          before = value;
          value = next;
        }
        slope = count * (x * value - before) / (x * x - 1);
        x -= value / slope;
      }
      double weight = length / ((1 - x * x) * slope * slope);
      nodes[i] = length * (1 - x) / 2;
      nodes[count - 1 - i] = length * (1 + x) / 2;
      weights[i] = weight;
      weights[count - 1 - i] = weight;
    }
    return new GaussLegendre(nodes, weights);
  }

  /**
   * A rule fine enough for sums of unit normal densities on [0, length]: with three nodes for each
   * sigma beyond the first 24 the error is below 1e-12.
   */
  static GaussLegendre forUnitDensities(double length) {
    return on(length, nodeCount(length));
  }

  static int nodeCount(double length) {
    if (length > LENGTH_MAX) {
      throw new IllegalArgumentException(
          "threshold of " + length + " sigma is beyond " + LENGTH_MAX + ": shorten the horizon");
    }
    return 24 + 3 * (int) Math.ceil(length);
  }

  int count() {
    return nodes.length;
  }
}
