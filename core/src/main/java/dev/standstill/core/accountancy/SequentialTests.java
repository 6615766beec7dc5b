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
  private final OneShotTest alarm;
  private final OneShotTest refutation;
  private final double[] alarmFrom;
  private final double[] refutedFrom;
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
    this.alarm = OneShotTest.at(levels.alarm().fraction(), law);
    this.refutation = OneShotTest.at(levels.refutation().fraction(), law);
    this.alarmFrom = anytimeThresholds(alarm, periods);
    this.refutedFrom = anytimeThresholds(refutation, periods);
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
    UnaccountedCompute alone =
        new UnaccountedCompute(unaccounted[place], covariance.sigma(place + 1));
    double cumulativeSigma = covariance.cumulativeSigma(place + 1);
    return new PeriodTests(
        new PeriodTests.OneShot(
            alone.standardised(), alarm.criticalFactor(), refutation.criticalFactor()),
        independent[place],
        sequence.residualSigma(place + 1),
        new PeriodTests.Page(PAGE_REFERENCE, page[place], pageThreshold),
        new PeriodTests.Anytime(sums[place], alarmFrom[place], refutedFrom[place]),
        new PeriodTests.Cumulative(
            sum(place),
            cumulativeSigma,
            alarm.minimumDetectable(levels.detection().fraction(), cumulativeSigma)),
        deciding,
        outcome(place, alone),
        detectable(place, alone));
  }

  private Outcome outcome(int place, UnaccountedCompute alone) {
    return switch (deciding) {
      case ONE_SHOT -> AreaBalance.outcome(alone, alarm, refutation);
      case ANYTIME, ONE_SHOT_THEN_ANYTIME -> {
        if (sums[place] >= refutedFrom[place]) {
          // What earlier periods summed to refutes no period that is not itself in excess.
          yield alone.flop() > 0 ? Outcome.BEYOND : Outcome.ALARM;
        }
        boolean open = false;
        // An alarm stays open until it is clarified: a later quiet period does not close it.
        for (int look = 0; look <= place; look++) {
          open |= sums[look] >= alarmFrom[look];
        }
        yield open ? Outcome.ALARM : Outcome.WITHIN;
      }
    };
  }

  private double detectable(int place, UnaccountedCompute alone) {
    double detection = levels.detection().fraction();
    return switch (deciding) {
      case ONE_SHOT -> alarm.minimumDetectable(detection, alone.sigmaFlop());
      case ANYTIME, ONE_SHOT_THEN_ANYTIME ->
          (alarmFrom[place] + law.quantile(detection) * StrictMath.sqrt(place + 1.0))
              // Not the residual's smaller sigma: a loss that was always there is no news to the
              // sequence, and this must not promise to see it.
              * alone.sigmaFlop();
    };
  }

  /** The thresholds of the sum after each period, at the level of a test of one period. */
  private static double[] anytimeThresholds(OneShotTest single, int periods) {
    double level = single.falseAlarmProbability();
    double widening = single.criticalFactor() / ErrorLaw.normal().upperQuantile(level);
    AnytimeTest test = AnytimeTest.at(level);
    return IntStream.rangeClosed(1, periods)
        .mapToDouble(period -> widening * test.threshold(period))
        .toArray();
  }

  private double sum(int place) {
    double sum = 0;
    for (int i = 0; i <= place; i++) {
      sum += unaccounted[i];
    }
    return sum;
  }
}
