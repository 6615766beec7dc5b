package dev.standstill.core.indicator;

/**
 * Probability of success as a logistic curve of the logarithm of a task's length, p = 1 / (1 +
 * exp(-(a + b x))), x = log2 of human minutes, that minimises
 *
 * <pre>  lambda b^2 / 2 + sum of w (-y ln p - (1 - y) ln(1 - p)).</pre>
 *
 * <p>This is lambda times METR's objective (Kwa and others, "Measuring AI Ability to Complete Long
 * Tasks", 2025), so it has the same minimum; a is not penalised. It is strictly convex, and has a
 * minimum as soon as both outcomes occur. Newton's method in two unknowns finds it; the step is
 * halved while the objective would rise.
 *
 * @param intercept a, the log-odds of success at one minute
 * @param slope b, the change of the log-odds for each doubling of the length; below 0 if longer
 *     tasks are harder
 */
public record LogisticFit(double intercept, double slope) {

  private static final int STEPS_MAX = 200;
  private static final int HALVINGS_MAX = 60;

  /** Newton's method doubles the digits at each step: the step after this one is lost in noise. */
  private static final double STEP_LAST = 1e-9;

  /** Below this the objective cannot tell two points apart any more. */
  private static final double NOISE = 1e-14;

  public LogisticFit {
    Require.finite(intercept, "intercept");
    Require.finite(slope, "slope");
  }

  /**
   * The minimum for grouped outcomes.
   *
   * @param x log2 of minutes
   * @param success weight of success at each x, 0 or more
   * @param failure weight of failure at each x, 0 or more; neither may be 0 everywhere
   * @param lambda the regularisation, above 0
   * @param start from where to search; the minimum found does not depend on it
   * @throws ArithmeticException if the search does not end, which a convex function forbids
   */
  public static LogisticFit of(
      double[] x, double[] success, double[] failure, double lambda, LogisticFit start) {
    Require.positive(lambda, "regularization");
    if (!(sum(success) > 0) || !(sum(failure) > 0)) {
      throw new IllegalArgumentException("a fit needs successes and failures");
    }
    Derivatives here = new Derivatives(x, success, failure, lambda);
    double a = start.intercept;
    double b = start.slope;
    here.at(a, b);
    for (int step = 0; step < STEPS_MAX; step++) {
      double determinant = here.aa * here.bb - here.ab * here.ab;
      double da = (here.bb * here.a - here.ab * here.b) / determinant;
      double db = (here.aa * here.b - here.ab * here.a) / determinant;
      if (!Double.isFinite(da) || !Double.isFinite(db)) {
        // Far out the curve is flat to the last digit: begin again where it is not.
        a = 0;
        b = 0;
        here.at(a, b);
        continue;
      }
      double before = here.objective;
      double part = 1;
      here.at(a - da, b - db);
      for (int i = 0; !(here.objective <= before + NOISE) && i < HALVINGS_MAX; i++) {
        part /= 2;
        here.at(a - part * da, b - part * db);
      }
      a -= part * da;
      b -= part * db;
      if (Math.abs(da) + Math.abs(db) <= STEP_LAST * (1 + Math.abs(a) + Math.abs(b))) {
        return new LogisticFit(a, b);
      }
    }
    throw new ArithmeticException("the logistic fit did not converge");
  }

  /** Where a search may begin when nothing better is known. */
  static LogisticFit flat() {
    return new LogisticFit(0, 0);
  }

  /**
   * log2 of the minutes at which success has this probability. Kept as a logarithm: horizons of
   * weak systems underflow. Infinite if the slope is exactly 0.
   */
  public double log2Minutes(double probability) {
    Require.probability(probability, "probability");
    return (StrictMath.log(probability / (1 - probability)) - intercept) / slope;
  }

  /** Probability of success at a task of 2^x minutes. */
  public double probability(double x) {
    return 1 / (1 + StrictMath.exp(-(intercept + slope * x)));
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      if (!(value >= 0)) {
        throw new IllegalArgumentException("a weight must not be negative, was " + value);
      }
      sum += value;
    }
    return sum;
  }

  /**
   * Objective, gradient and Hessian at one point; reused, as a bootstrap asks millions of times.
   */
  private static final class Derivatives {
    private final double[] x;
    private final double[] success;
    private final double[] failure;
    private final double lambda;
    private double objective;
    private double a;
    private double b;
    private double aa;
    private double ab;
    private double bb;

    private Derivatives(double[] x, double[] success, double[] failure, double lambda) {
      this.x = x;
      this.success = success;
      this.failure = failure;
      this.lambda = lambda;
    }

    private void at(double intercept, double slope) {
      objective = 0.5 * lambda * slope * slope;
      a = 0;
      b = lambda * slope;
      aa = 0;
      ab = 0;
      bb = lambda;
      for (int i = 0; i < x.length; i++) {
        double weight = success[i] + failure[i];
        if (weight == 0) {
          continue;
        }
        double z = intercept + slope * x[i];
        // exp of what is not above 0 cannot overflow, whichever side the curve is on.
        double small = StrictMath.exp(-Math.abs(z));
        double upper = 1 / (1 + small);
        double p = z >= 0 ? upper : small * upper;
        objective += weight * StrictMath.log1p(small) + (z >= 0 ? failure[i] * z : -success[i] * z);
        double residual = weight * p - success[i];
        double curvature = weight * small * upper * upper;
        a += residual;
        b += residual * x[i];
        aa += curvature;
        ab += curvature * x[i];
        bb += curvature * x[i] * x[i];
      }
    }
  }
}
