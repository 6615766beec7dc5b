package dev.standstill.core.accountancy;

import dev.standstill.core.charter.DecidingTest;
import dev.standstill.core.charter.TestLevels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tests over a run of complete balances of one area.
 *
 * <p>If the errors were estimated from few runs, every threshold is widened by the ratio of
 * Student's to the normal quantile at its level. For one period that is exact; over several it is
 * an approximation, since all periods share the one estimate.
 */
final class SequentialTests {

  /** Half of a loss of one sigma a period: between abrupt and protracted. */
  private static final double PAGE_REFERENCE = 0.5;

  private final TestLevels levels;
  private final ErrorLaw law;
  private final Covariance covariance;
  private final IndependentSequence sequence;
  private final double[] unaccounted;
  private final double[] independent;
  private final double[] page;
  private final double pageThreshold;
  private final double[] sums;
  private final DecidingTest deciding;

  private SequentialTests(List<PeriodBalance> balances, TestLevels levels, ErrorLaw law) {
    this.levels = levels;
    this.law = law;
    int periods = balances.size();
    this.covariance = Covariance.of(periods, quantities(balances));
    this.sequence = IndependentSequence.of(covariance);
    this.unaccounted = balances.stream().mapToDouble(PeriodBalance::unaccountedFlop).toArray();
    this.independent = sequence.standardise(unaccounted);
    PageTest pageTest = PageTest.forHorizon(PAGE_REFERENCE, periods, levels.alarm().fraction());
    this.pageThreshold = pageTest.threshold();
    this.page = pageTest.path(independent);
    this.sums = AnytimeTest.at(levels.alarm().fraction()).path(independent);
    this.deciding = levels.decidingTest().forPeriods(periods);
  }

  /** The tests at the close of each balance, in order. Every balance needs an error above zero. */
  static List<PeriodTests> run(List<PeriodBalance> balances, TestLevels levels, ErrorLaw law) {
    if (balances.isEmpty()) {
      return List.of();
    }
    SequentialTests tests = new SequentialTests(balances, levels, law);
    return IntStream.range(0, balances.size()).mapToObj(tests::at).toList();
  }

  /** Everything measured in these balances, for their covariance, in order. */
  static List<MeasuredQuantity> quantities(List<PeriodBalance> balances) {
    List<MeasuredQuantity> quantities = new ArrayList<>();
    for (int i = 0; i < balances.size(); i++) {
      int number = i + 1;
      balances.get(i).quantities().forEach(term -> quantities.add(term.inPeriod(number)));
    }
    return quantities;
  }

  private PeriodTests at(int place) {
    OneShotTest alarm = OneShotTest.at(levels.alarm().fraction(), law);
    OneShotTest refutation = OneShotTest.at(levels.refutation().fraction(), law);
    UnaccountedCompute alone =
        new UnaccountedCompute(unaccounted[place], covariance.sigma(place + 1));
    double cumulativeSigma = covariance.cumulativeSigma(place + 1);
    return new PeriodTests(
        new PeriodTests.OneShot(
            alone.standardised(), alarm.criticalFactor(), refutation.criticalFactor()),
        independent[place],
        sequence.residualSigma(place + 1),
        new PeriodTests.Page(PAGE_REFERENCE, page[place], pageThreshold),
        new PeriodTests.Anytime(
            sums[place],
            anytimeThreshold(levels.alarm().fraction(), place),
            anytimeThreshold(levels.refutation().fraction(), place)),
        new PeriodTests.Cumulative(
            sum(place),
            cumulativeSigma,
            alarm.minimumDetectable(levels.detection().fraction(), cumulativeSigma)),
        deciding,
        outcome(place, alone, alarm, refutation),
        detectable(place, alone, alarm));
  }

  private Outcome outcome(
      int place, UnaccountedCompute alone, OneShotTest alarm, OneShotTest refutation) {
    return switch (deciding) {
      case ONE_SHOT -> AreaBalance.outcome(alone, alarm, refutation);
      case ANYTIME, ONE_SHOT_THEN_ANYTIME -> {
        if (sums[place] >= anytimeThreshold(levels.refutation().fraction(), place)) {
          yield Outcome.BEYOND;
        }
        boolean open = false;
        // An alarm stays open until it is clarified: a later quiet period does not close it.
        for (int look = 0; look <= place; look++) {
          open |= sums[look] >= anytimeThreshold(levels.alarm().fraction(), look);
        }
        yield open ? Outcome.ALARM : Outcome.WITHIN;
      }
    };
  }

  private double detectable(int place, UnaccountedCompute alone, OneShotTest alarm) {
    double detection = levels.detection().fraction();
    return switch (deciding) {
      case ONE_SHOT -> alarm.minimumDetectable(detection, alone.sigmaFlop());
      case ANYTIME, ONE_SHOT_THEN_ANYTIME ->
          (anytimeThreshold(levels.alarm().fraction(), place)
                  + law.quantile(detection) * StrictMath.sqrt(place + 1.0))
              * sequence.residualSigma(place + 1);
    };
  }

  private double anytimeThreshold(double level, int place) {
    double widening = law.upperQuantile(level) / ErrorLaw.normal().upperQuantile(level);
    return widening * AnytimeTest.at(level).threshold(place + 1);
  }

  private double sum(int place) {
    double sum = 0;
    for (int i = 0; i <= place; i++) {
      sum += unaccounted[i];
    }
    return sum;
  }
}
