package dev.standstill.core.accountancy;

/**
 * The statistic m' Sigma_n^-1 UC with m the weighted moving average of five balances, m_i =
 * (U_{i-2} + U_{i-1} + 3 U_i + U_{i+1} + U_{i+2}) / 7 for 3 &lt;= i &lt;= n-2 and 0 at the ends
 * (GEMUF V5B3, Seifert 1986): it looks for the loss that the balances themselves suggest.
 *
 * <p>The average uses later balances, so this is for looking back only. Its law is not chi-squared;
 * thresholds come from {@link #of} on simulated balances.
 */
public final class SmoothedGemuf {
  /** With fewer there is no balance with two neighbours on each side. */
  public static final int PERIODS_MIN = 5;

  private static final double CENTRE = 3;
  private static final double WEIGHTS = 7;

  private SmoothedGemuf() {}

  /** The statistic after the last balance given, without unit; 5 balances or more. */
  public static double of(IndependentSequence sequence, double... unaccounted) {
    if (unaccounted.length < PERIODS_MIN) {
      throw new IllegalArgumentException(
          "a moving average of five needs 5 periods, not " + unaccounted.length);
    }
    double[] averages = new double[unaccounted.length];
    for (int i = 2; i < averages.length - 2; i++) {
      averages[i] =
          (unaccounted[i - 2]
                  + unaccounted[i - 1]
                  + CENTRE * unaccounted[i]
                  + unaccounted[i + 1]
                  + unaccounted[i + 2])
              / WEIGHTS;
    }
    double[] suspected = sequence.standardise(averages);
    double[] y = sequence.standardise(unaccounted);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += suspected[i] * y[i];
    }
    return sum;
  }
}
