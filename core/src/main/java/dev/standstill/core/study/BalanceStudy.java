package dev.standstill.core.study;

import dev.standstill.core.accountancy.AnytimeTest;
import dev.standstill.core.accountancy.Covariance;
import dev.standstill.core.accountancy.CumulativeTest;
import dev.standstill.core.accountancy.ErrorLaw;
import dev.standstill.core.accountancy.GemufTest;
import dev.standstill.core.accountancy.IndependentSequence;
import dev.standstill.core.accountancy.OneShotTest;
import dev.standstill.core.accountancy.PageTest;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A stated balance, closed and tested. Lists have one entry for each closed period, in order.
 *
 * @param stated what was stated
 * @param levels at which it is tested
 * @param closed the periods whose balance could be closed; the others are in {@link #missing}
 * @param balances unaccounted amounts
 * @param covariance of the balances, in the unit squared
 * @param sequence what makes them independent
 * @param independent y, in sigma
 * @param page the single Page test
 * @param pair Page's two in parallel, k = .25 and 1, each at half the level
 * @param cumulative the sums of the balances
 * @param anytime the sums of y
 * @param gemuf the sums of squares of y
 */
public record BalanceStudy(
    StatedBalance stated,
    StudyLevels levels,
    List<Integer> closed,
    List<Double> balances,
    Covariance covariance,
    IndependentSequence sequence,
    List<Double> independent,
    PageCourse page,
    List<PageCourse> pair,
    Course cumulative,
    Course anytime,
    Course gemuf) {

  private static final double PROTRACTED_REFERENCE = 0.25;
  private static final double ABRUPT_REFERENCE = 1;

  /**
   * One Page test over the closed periods.
   *
   * @param test its reference value and threshold
   * @param values P_1 to P_n, in sigma
   * @param alarms the closed periods in which it exceeds the threshold
   */
  public record PageCourse(PageTest test, List<Double> values, List<Integer> alarms) {}

  /**
   * A test that compares a value with a level after each period.
   *
   * @param values after each closed period
   * @param scale sigma of each value, or the level that it is held against: see the test
   * @param alarms the closed periods whose value is an alarm
   */
  public record Course(List<Double> values, List<Double> scale, List<Integer> alarms) {}

  /**
   * Closes and tests a balance.
   *
   * @throws IllegalArgumentException if no period can be closed, or one is known exactly from the
   *     others, naming it: its errors are misstated
   */
  public static BalanceStudy of(StatedBalance stated, StudyLevels levels) {
    List<Integer> closed = stated.closed();
    if (closed.isEmpty()) {
      throw new IllegalArgumentException("no balance can be closed: every period misses an amount");
    }
    Covariance covariance = Covariance.of(closed.size(), stated.quantities());
    IndependentSequence sequence = IndependentSequence.of(covariance);
    double[] balances = stated.balances();
    double[] y = sequence.standardise(balances);
    double alpha = levels.falseAlarm();
    return new BalanceStudy(
        stated,
        levels,
        closed,
        boxed(balances),
        covariance,
        sequence,
        boxed(y),
        page(levels.referenceValue(), alpha, y, closed),
        List.of(
            page(PROTRACTED_REFERENCE, alpha / 2, y, closed),
            page(ABRUPT_REFERENCE, alpha / 2, y, closed)),
        cumulative(covariance, alpha, balances, closed),
        anytime(levels, y, closed),
        gemuf(alpha, y, closed));
  }

  /** What is missing, by period; empty if every balance could be closed. */
  public SortedMap<Integer, List<String>> missing() {
    return stated.missing();
  }

  private static PageCourse page(double k, double alpha, double[] y, List<Integer> closed) {
    PageTest test = PageTest.forHorizon(k, y.length, alpha);
    double[] path = test.path(y);
    return new PageCourse(test, boxed(path), alarms(closed, i -> path[i] > test.threshold()));
  }

  private static Course cumulative(
      Covariance covariance, double alpha, double[] balances, List<Integer> closed) {
    OneShotTest rule = OneShotTest.at(alpha, ErrorLaw.normal());
    double[] sums = new CumulativeTest(covariance, rule).sums(balances);
    double[] sigma =
        IntStream.rangeClosed(1, sums.length).mapToDouble(covariance::cumulativeSigma).toArray();
    return new Course(
        boxed(sums),
        boxed(sigma),
        alarms(closed, i -> sigma[i] > 0 && rule.alarms(sums[i], sigma[i])));
  }

  private static Course anytime(StudyLevels levels, double[] y, List<Integer> closed) {
    AnytimeTest test = new AnytimeTest(levels.falseAlarm(), levels.tightestNear());
    double[] sums = test.path(y);
    double[] boundary = IntStream.rangeClosed(1, y.length).mapToDouble(test::threshold).toArray();
    return new Course(boxed(sums), boxed(boundary), alarms(closed, i -> sums[i] >= boundary[i]));
  }

  private static Course gemuf(double alpha, double[] y, List<Integer> closed) {
    GemufTest test = new GemufTest(alpha);
    double[] values = test.values(y);
    double[] thresholds = IntStream.rangeClosed(1, y.length).mapToDouble(test::threshold).toArray();
    return new Course(
        boxed(values), boxed(thresholds), alarms(closed, i -> values[i] > thresholds[i]));
  }

  private static List<Integer> alarms(List<Integer> closed, IntPredicate alarming) {
    List<Integer> alarms = new ArrayList<>();
    for (int i = 0; i < closed.size(); i++) {
      if (alarming.test(i)) {
        alarms.add(closed.get(i));
      }
    }
    return List.copyOf(alarms);
  }

  private static List<Double> boxed(double[] values) {
    return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
  }
}
