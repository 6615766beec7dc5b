package dev.standstill.core.accountancy;

import org.hipparchus.distribution.continuous.ChiSquaredDistribution;

/**
 * The test of all balances at once against any pattern of loss: Z_n = UC' Sigma_n^-1 UC = y_1^2 +
 * ... + y_n^2, chi-squared with n degrees of freedom without loss (GEMUF V1, Seifert 1986).
 *
 * <p>It asks only whether the balances are too large for their errors, of either sign and in any
 * order, and is therefore weaker than a test that knows what it looks for. A diagnostic.
 *
 * @param falseAlarmProbability of one look, 0 to 1 exclusive
 */
public record GemufTest(double falseAlarmProbability) {
  /** Poisson weights further from their mean than this many deviations are below 1e-20. */
  private static final double WEIGHTS_WITHIN = 10;

  public GemufTest {
    Require.probability(falseAlarmProbability, "false alarm probability");
  }

  /** Z_1 to Z_n for y_1 to y_n, without unit. */
  public double[] values(double... y) {
    double[] values = Require.finite(y, "y").clone();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * values[i];
      values[i] = sum;
    }
    return values;
  }

  /** Z_n beyond which there is an alarm at a look after {@code periods}, 1 or more. */
  public double threshold(int periods) {
    Require.atLeastOne(periods, "periods");
    ChiSquaredDistribution law = new ChiSquaredDistribution(periods);
    double high = periods;
    while (upperTail(law, high) > falseAlarmProbability) {
      high *= 2;
    }
    double low = 0;
    double middle = high / 2;
    while (middle > low && middle < high) {
      if (upperTail(law, middle) > falseAlarmProbability) {
        low = middle;
      } else {
        high = middle;
      }
      middle = low + (high - low) / 2;
    }
    return high;
  }

  /** Whether a look after all the periods given is an alarm. */
  public boolean alarms(double... y) {
    Require.atLeastOne(y.length, "periods");
    return values(y)[y.length - 1] > threshold(y.length);
  }

  /**
   * Probability of an alarm at a look after the last period when y_i has the mean {@code means[i]}:
   * the upper tail of the non-central law, as Poisson's mixture of central ones.
   */
  public double detectionProbability(double... means) {
    Require.atLeastOne(means.length, "periods");
    double threshold = threshold(means.length);
    double mean = values(means)[means.length - 1] / 2;
    if (mean == 0) {
      return falseAlarmProbability;
    }
    double reach = WEIGHTS_WITHIN * (StrictMath.sqrt(mean) + 1);
    int first = (int) Math.max(0, mean - reach);
    double logWeight = first * StrictMath.log(mean) - mean;
    for (int i = 2; i <= first; i++) {
      logWeight -= StrictMath.log(i);
    }
    double probability = 0;
    for (int j = first; j <= mean + reach; j++) {
      probability +=
          StrictMath.exp(logWeight)
              * upperTail(new ChiSquaredDistribution(means.length + 2.0 * j), threshold);
      logWeight += StrictMath.log(mean / (j + 1));
    }
    return Math.min(1, probability);
  }

  private static double upperTail(ChiSquaredDistribution law, double x) {
    return 1 - law.cumulativeProbability(x);
  }
}
