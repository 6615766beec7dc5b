package dev.standstill.core.accountancy;

import java.util.OptionalInt;

/**
 * A test that may be looked at after every period, for ever, as in a pause without end: alarm when
 * S_n = y_1 + ... + y_n reaches sqrt((n + m) (a2 + ln(1 + n/m))), a2 = -2 ln(alpha).
 *
 * <p>The mixture boundary of Robbins (1970): |S_n| ever reaches it with probability alpha at most
 * when the y are independent N(0, 1). Only a positive sum, a loss, is an alarm here, so the true
 * false alarm probability is smaller.
 *
 * @param falseAlarmProbability alpha, over all time, 0 to 1 exclusive
 * @param tightestNear m, positive: about the number of periods at which the threshold should be
 *     tightest
 */
public record AnytimeTest(double falseAlarmProbability, double tightestNear) {
  public AnytimeTest {
    Require.probability(falseAlarmProbability, "false alarm probability");
    Require.positive(tightestNear, "m");
  }

  /** The test with m = 1, when nothing is known of the number of periods to come. */
  public static AnytimeTest at(double falseAlarmProbability) {
    return new AnytimeTest(falseAlarmProbability, 1);
  }

  /** The sum that is an alarm after this many periods, 1 or more. */
  public double threshold(int periods) {
    Require.atLeastOne(periods, "periods");
    double logs =
        StrictMath.log1p(periods / tightestNear) - 2 * StrictMath.log(falseAlarmProbability);
    return StrictMath.sqrt((periods + tightestNear) * logs);
  }

  /** The sums S_1 to S_n. */
  public double[] path(double... y) {
    double[] sums = Require.finite(y, "y").clone();
    for (int i = 1; i < sums.length; i++) {
      sums[i] += sums[i - 1];
    }
    return sums;
  }

  /** The first period, from 1, whose sum is an alarm. */
  public OptionalInt firstAlarm(double... y) {
    double[] sums = path(y);
    for (int i = 0; i < sums.length; i++) {
      if (sums[i] >= threshold(i + 1)) {
        return OptionalInt.of(i + 1);
      }
    }
    return OptionalInt.empty();
  }
}
