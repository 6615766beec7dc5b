package dev.standstill.core.accountancy;

import java.util.OptionalInt;

/**
 * Page's test (1954) on the independent sequence: P_i = max(0, P_{i-1} + y_i - k) from P_0 = 0,
 * alarm when P_i exceeds h.
 *
 * <p>The reference value is subtracted in every step, the first included. All probabilities take
 * the y to be independent with variance 1 and mean 0 without loss.
 *
 * @param referenceValue k, 0 or more, in sigma: half the loss per period that is to be found, .25
 *     for a protracted one, 1 for an abrupt one, .5 for a single test
 * @param threshold h, 0 or more, in sigma; probabilities are computed up to 512
 */
public record PageTest(double referenceValue, double threshold) {
  /** Far beyond the digits that the probability itself carries. */
  private static final double RELATIVE_WIDTH = 1e-12;

  public PageTest {
    Require.notNegative(referenceValue, "reference value");
    Require.notNegative(threshold, "threshold");
  }

  /**
   * The test whose probability of any false alarm in the first {@code periods} is the one given.
   * When even the threshold 0 raises fewer false alarms than that, the threshold is 0.
   *
   * @param falseAlarmProbability over the whole horizon, 0 to 1 exclusive
   */
  public static PageTest forHorizon(
      double referenceValue, int periods, double falseAlarmProbability) {
    Require.notNegative(referenceValue, "reference value");
    Require.atLeastOne(periods, "periods");
    Require.probability(falseAlarmProbability, "false alarm probability");
    double low = 0;
    double high = 0;
    for (double next = 1; ; next *= 2) {
      if (alarmBy(referenceValue, high, periods) <= falseAlarmProbability) {
        break;
      }
      low = high;
      high = next;
    }
    while (high - low > RELATIVE_WIDTH * high) {
      double middle = low + (high - low) / 2;
      if (alarmBy(referenceValue, middle, periods) > falseAlarmProbability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new PageTest(referenceValue, high);
  }

  private static double alarmBy(double referenceValue, double threshold, int periods) {
    PageRecursion recursion = new PageRecursion(referenceValue, threshold);
    double alarm = 0;
    for (int period = 0; period < periods; period++) {
      alarm = recursion.advance(0);
    }
    return alarm;
  }

  /** The statistic P_1 to P_n for y_1 to y_n; it goes on after an alarm. */
  public double[] path(double... y) {
    double[] path = Require.finite(y, "y").clone();
    double statistic = 0;
    for (int i = 0; i < path.length; i++) {
      statistic = Math.max(0, statistic + path[i] - referenceValue);
      path[i] = statistic;
    }
    return path;
  }

  /** The first period, from 1, with an alarm. */
  public OptionalInt firstAlarm(double... y) {
    double[] path = path(y);
    for (int i = 0; i < path.length; i++) {
      if (path[i] > threshold) {
        return OptionalInt.of(i + 1);
      }
    }
    return OptionalInt.empty();
  }

  /** Probability of an alarm by the end of {@code periods} without loss. */
  public double falseAlarmProbability(int periods) {
    return alarmBy(referenceValue, threshold, Require.atLeastOne(periods, "periods"));
  }

  /**
   * Probability of an alarm by the end of each period when y_i has the mean {@code means[i]}: the
   * last is the detection probability, the first that suffices is the timeliness.
   *
   * @param means in sigma, {@link IndependentSequence#standardise} of a pattern of losses
   */
  public double[] alarmProbabilities(double... means) {
    PageRecursion recursion = new PageRecursion(referenceValue, threshold);
    double[] byPeriod = Require.finite(means, "mean").clone();
    for (int i = 0; i < byPeriod.length; i++) {
      byPeriod[i] = recursion.advance(byPeriod[i]);
    }
    return byPeriod;
  }

  /** Probability of an alarm by the end of the last period given, 1 or more. */
  public double detectionProbability(double... means) {
    Require.atLeastOne(means.length, "periods");
    return alarmProbabilities(means)[means.length - 1];
  }

  /** Average number of periods to an alarm when every y has this mean. */
  public double averageRunLength(double mean) {
    return PageRunLength.exact(referenceValue, threshold, Require.finite(mean, "mean"));
  }

  /** The same when losses and gains are both watched, each by this test (Kemp 1961). */
  public double twoSidedAverageRunLength(double mean) {
    return 1 / (1 / averageRunLength(mean) + 1 / averageRunLength(-mean));
  }

  /** Siegmund's approximation (1985) of the average run length, a check on the exact one. */
  public double approximateRunLength(double mean) {
    return PageRunLength.siegmund(referenceValue, threshold, Require.finite(mean, "mean"));
  }
}
