package dev.standstill.core.accountancy;

import java.util.Arrays;

/**
 * The unaccounted compute of successive periods made independent and standard: y = L^-1 UC with
 * Sigma = L L' (SITMUF, Picard 1987).
 *
 * <p>Without loss the y are independent N(0, 1). Each y_n is the residual of predicting period n
 * from the periods before it, divided by that residual's standard deviation L_nn. Cholesky's factor
 * is built a row at a time, so a further period appends a row and leaves every earlier value, bit
 * for bit, as it was published.
 */
public final class IndependentSequence {
  /**
   * Rounding of a pivot is about one unit in the last place for each term subtracted. A residual
   * variance within four units a period of zero is therefore not known to be positive.
   */
  private static final double PIVOT_ROUNDING = 0x1p-50;

  private final Covariance covariance;
  private final double[][] factor;

  private IndependentSequence(Covariance covariance, double[][] factor) {
    this.covariance = covariance;
    this.factor = factor;
  }

  /**
   * The sequence for all periods of the covariance.
   *
   * @throws IllegalArgumentException when a period is known exactly from the earlier ones, naming
   *     it and what was measured in it: its errors are misstated
   */
  public static IndependentSequence of(Covariance covariance) {
    return new IndependentSequence(covariance, extend(covariance, new double[0][]));
  }

  /**
   * The sequence with the further periods of {@code longer} appended.
   *
   * @throws IllegalArgumentException when {@code longer} does not begin with this sequence's
   *     covariance: a corrected past makes a new sequence, it does not extend the old one
   */
  public IndependentSequence extendedTo(Covariance longer) {
    for (int period = 1; period <= periods(); period++) {
      if (period > longer.periods() || !Arrays.equals(covariance.row(period), longer.row(period))) {
        throw new IllegalArgumentException("covariance of earlier period " + period + " changed");
      }
    }
    return new IndependentSequence(longer, extend(longer, factor));
  }

  private static double[][] extend(Covariance covariance, double[][] known) {
    double[][] factor = Arrays.copyOf(known, covariance.periods());
    for (int i = known.length; i < factor.length; i++) {
      double[] row = covariance.row(i + 1).clone();
      for (int j = 0; j <= i; j++) {
        double sum = row[j];
        for (int k = 0; k < j; k++) {
          sum -= row[k] * (j < i ? factor[j][k] : row[k]);
        }
        row[j] = j < i ? sum / factor[j][j] : pivot(covariance, i + 1, sum);
      }
      factor[i] = row;
    }
    return factor;
  }

  private static double pivot(Covariance covariance, int period, double residualVariance) {
    if (!Double.isFinite(residualVariance)) {
      throw new IllegalArgumentException(
          "the variance of period %d is beyond what a double holds: check %s"
              .formatted(period, covariance.quantities(period)));
    }
    double rounding = PIVOT_ROUNDING * period * covariance.between(period, period);
    if (!(residualVariance > rounding)) {
      throw new IllegalArgumentException(
          "period %d is known exactly%s (residual variance %s): check %s"
              .formatted(
                  period,
                  period == 1 ? "" : " from the periods before it",
                  residualVariance,
                  covariance.quantities(period)));
    }
    return StrictMath.sqrt(residualVariance);
  }

  /** Number of periods n. */
  public int periods() {
    return factor.length;
  }

  /** Standard deviation L_ii of what period i adds to the periods before it, in their unit. */
  public double residualSigma(int period) {
    if (period < 1 || period > factor.length) {
      throw new IllegalArgumentException("no period " + period + " among " + factor.length);
    }
    return factor[period - 1][period - 1];
  }

  /**
   * L^-1 times the given amounts of periods 1, 2, ..., in sigma. Of the unaccounted compute these
   * are the y; of a pattern of losses they are the means of the y under that pattern.
   *
   * @param amounts for the first periods, at most n, in the unit of the balance
   */
  public double[] standardise(double... amounts) {
    if (amounts.length > factor.length) {
      throw new IllegalArgumentException(
          amounts.length + " amounts for " + factor.length + " periods");
    }
    Require.finite(amounts, "amount");
    double[] y = new double[amounts.length];
    for (int i = 0; i < y.length; i++) {
      double sum = amounts[i];
      for (int j = 0; j < i; j++) {
        sum -= factor[i][j] * y[j];
      }
      y[i] = sum / factor[i][i];
    }
    return y;
  }

  /**
   * L times the given y of periods 1, 2, ...: the balances that they stand for, in the unit of the
   * balance. Of simulated independent normals it gives simulated balances.
   *
   * @param y for the first periods, at most n, in sigma
   */
  public double[] amounts(double... y) {
    if (y.length > factor.length) {
      throw new IllegalArgumentException(y.length + " values for " + factor.length + " periods");
    }
    Require.finite(y, "y");
    double[] amounts = new double[y.length];
    for (int i = 0; i < amounts.length; i++) {
      for (int j = 0; j <= i; j++) {
        amounts[i] += factor[i][j] * y[j];
      }
    }
    return amounts;
  }

  /**
   * Column sums of L^-1 over all n periods: the weight of each period's amount in y_1 + ... + y_n,
   * so that a reader can see which balances carry an alarm on that sum.
   */
  public double[] sumWeights() {
    double[] weights = new double[factor.length];
    for (int j = factor.length - 1; j >= 0; j--) {
      double sum = 1;
      for (int i = j + 1; i < factor.length; i++) {
        sum -= factor[i][j] * weights[i];
      }
      weights[j] = sum / factor[j][j];
    }
    return weights;
  }

  /**
   * The most powerful statistic against one suspected pattern d, d' Sigma^-1 UC / sqrt(d' Sigma^-1
   * d), which is N(0, 1) without loss (Neyman and Pearson 1933).
   *
   * @param pattern losses of the first periods, not all zero; only their proportions matter
   * @param unaccounted unaccounted compute of the same periods
   */
  public double patternStatistic(double[] pattern, double[] unaccounted) {
    if (pattern.length != unaccounted.length) {
      throw new IllegalArgumentException(
          "pattern of " + pattern.length + " periods, balances of " + unaccounted.length);
    }
    double[] means = standardise(pattern);
    double[] y = standardise(unaccounted);
    double product = 0;
    double square = 0;
    for (int i = 0; i < y.length; i++) {
      product += means[i] * y[i];
      square += means[i] * means[i];
    }
    return product / StrictMath.sqrt(Require.positive(square, "size of the pattern"));
  }
}
