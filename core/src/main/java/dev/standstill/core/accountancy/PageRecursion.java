package dev.standstill.core.accountancy;

/**
 * The exact law of Page's statistic over a finite horizon, without simulation (Brook and Evans 1972
 * as integral equations; Woodall 1983 for the run length distribution).
 *
 * <p>While there is no alarm the statistic is 0 with probability p, or has density g on (0, h]. One
 * period with mean mu and reference value k, shift s = k - mu, gives
 *
 * <pre>
 * alarm += p Q(h + s) + int g(u) Q(h + s - u) du                   Q(x) = 1 - Phi(x)
 * p'     = p Phi(s)   + int g(u) Phi(s - u) du
 * g'(x)  = p phi(x + s) + int g(u) phi(x - u + s) du
 * </pre>
 *
 * <p>The alarm is summed from its own terms, not as one minus the rest, to keep small probabilities
 * exact. Stateful for speed: one use, one thread.
 */
final class PageRecursion {
  private final double referenceValue;
  private final double threshold;
  private final double[] nodes;
  private final double[] weights;
  private final double[] toZero;
  private final double[] toAlarm;
  private final double[] fromZero;
  private final double[][] between;
  private double shift = Double.NaN;
  private double atZero = 1;
  private double[] mass;
  private double alarm;

  PageRecursion(double referenceValue, double threshold) {
    this(referenceValue, threshold, GaussLegendre.forUnitDensities(threshold));
  }

  /** With a rule of the caller's choice on [0, threshold], to measure what the rule costs. */
  PageRecursion(double referenceValue, double threshold, GaussLegendre rule) {
    this.referenceValue = referenceValue;
    this.threshold = threshold;
    int count = rule.count();
    nodes = rule.nodes;
    weights = rule.weights;
    toZero = new double[count];
    toAlarm = new double[count];
    fromZero = new double[count];
    between = new double[count][count];
    mass = new double[count];
  }

  /** Lets one period pass and returns the probability of an alarm by its end. */
  double advance(double mean) {
    prepare(referenceValue - mean);
    double nextAtZero = atZero * StandardNormal.cumulative(shift);
    double nextAlarm = atZero * StandardNormal.cumulative(-threshold - shift);
    double[] nextMass = new double[mass.length];
    for (int i = 0; i < mass.length; i++) {
      nextAtZero += mass[i] * toZero[i];
      nextAlarm += mass[i] * toAlarm[i];
      double density = atZero * fromZero[i];
      double[] row = between[i];
      for (int j = 0; j < row.length; j++) {
        density += mass[j] * row[j];
      }
      nextMass[i] = weights[i] * density;
    }
    atZero = nextAtZero;
    mass = nextMass;
    alarm += nextAlarm;
    return alarm;
  }

  /** Probability of no alarm so far; with the alarm it must sum to one, which the tests check. */
  double survival() {
    double sum = atZero;
    for (double part : mass) {
      sum += part;
    }
    return sum;
  }

  /** Transition probabilities depend on the shift alone: a constant mean pays for them once. */
  private void prepare(double nextShift) {
    if (nextShift == shift) {
      return;
    }
    shift = nextShift;
    for (int i = 0; i < nodes.length; i++) {
      double x = nodes[i];
      toZero[i] = StandardNormal.cumulative(shift - x);
      toAlarm[i] = StandardNormal.cumulative(x - threshold - shift);
      fromZero[i] = StandardNormal.density(x + shift);
      for (int j = 0; j < nodes.length; j++) {
        between[i][j] = StandardNormal.density(x - nodes[j] + shift);
      }
    }
  }
}
