package dev.standstill.core.accountancy;

import dev.standstill.core.accountancy.PeriodBalance.Believing;
import dev.standstill.core.charter.TestLevels;
import dev.standstill.core.site.AreaId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The balances of one area over the periods judged.
 *
 * @param area which area
 * @param periods in order of time
 */
public record AreaBalance(AreaId area, List<JudgedPeriod> periods) {

  /**
   * The least share of its own in a period's variance; the rest it has in common with others. Below
   * it one period would be known from the others, up to rounding.
   */
  private static final double OWN_VARIANCE_SHARE_MIN = 1e-9;

  /**
   * One period, closed and tested.
   *
   * @param seen what entered
   * @param balance the balance of all that was reported
   * @param least the balance of what cannot be doubted: refuting needs no more than this
   * @param unaccounted what {@code balance} leaves unexplained; a lower bound while incomplete
   * @param leastUnaccounted what {@code least} leaves unexplained
   * @param tests the tests; empty while the balance is incomplete or states no error
   * @param leastOutcome the one-shot test on {@code least}
   */
  public record JudgedPeriod(
      AreaObservation seen,
      PeriodBalance balance,
      PeriodBalance least,
      UnaccountedCompute unaccounted,
      UnaccountedCompute leastUnaccounted,
      Optional<PeriodTests> tests,
      Outcome leastOutcome) {

    /** Whether every reading that was reported is also believed. */
    public boolean undoubted() {
      return least.complete();
    }

    /** Significantly more declared than performed, at the alarm level. */
    public boolean overDeclared() {
      return tests.isPresent() && -unaccounted.standardised() > tests.get().oneShot().alarmAbove();
    }
  }

  public AreaBalance {
    periods = List.copyOf(periods);
  }

  /** Closes and tests the periods of one area, given in order of time. */
  public static AreaBalance judge(
      AreaId area, List<AreaObservation> observations, TestLevels levels) {
    ErrorLaw law = law(observations);
    List<PeriodBalance> balances =
        observations.stream().map(o -> PeriodBalance.close(o, Believing.REPORTED)).toList();
    List<UnaccountedCompute> unaccounted = balances.stream().map(AreaBalance::alone).toList();
    OneShotTest alarm = OneShotTest.at(levels.alarm().fraction(), law);
    OneShotTest refutation = OneShotTest.at(levels.refutation().fraction(), law);
    Map<Integer, PeriodTests> tests = tests(balances, unaccounted, levels, law, refutation);
    List<JudgedPeriod> judged = new ArrayList<>();
    for (int i = 0; i < balances.size(); i++) {
      PeriodBalance least = PeriodBalance.close(observations.get(i), Believing.LEAST);
      UnaccountedCompute leastUnaccounted = alone(least);
      judged.add(
          new JudgedPeriod(
              observations.get(i),
              balances.get(i),
              least,
              unaccounted.get(i),
              leastUnaccounted,
              Optional.ofNullable(tests.get(i)),
              outcome(leastUnaccounted, alarm, refutation)));
    }
    return new AreaBalance(area, judged);
  }

  /**
   * The tests of every testable period. A period that was declared far beyond what ran is tested by
   * itself: in the sequence its deficit would be netted against, or read into, all later periods.
   */
  private static Map<Integer, PeriodTests> tests(
      List<PeriodBalance> balances,
      List<UnaccountedCompute> unaccounted,
      TestLevels levels,
      ErrorLaw law,
      OneShotTest refutation) {
    boolean several = balances.stream().filter(PeriodBalance::complete).count() > 1;
    Map<Integer, PeriodTests> tests = new HashMap<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < balances.size(); i++) {
      if (!testable(balances.get(i), several)) {
        continue;
      }
      if (-unaccounted.get(i).standardised() > refutation.criticalFactor()) {
        tests.put(i, SequentialTests.run(List.of(balances.get(i)), levels, law).getFirst());
      } else {
        places.add(i);
      }
    }
    List<PeriodTests> sequence =
        SequentialTests.run(places.stream().map(balances::get).toList(), levels, law);
    for (int i = 0; i < places.size(); i++) {
      tests.put(places.get(i), sequence.get(i));
    }
    return tests;
  }

  /** How many independent instruments the area's energy comes from, at most over the periods. */
  public int instruments() {
    return periods.stream().mapToInt(p -> p.balance().instruments().size()).max().orElse(0);
  }

  /**
   * A missing energy makes a balance a bound; without any error no test can be stated, nor over
   * several periods without one that is the period's own.
   */
  private static boolean testable(PeriodBalance balance, boolean several) {
    double sigma = alone(balance).sigmaFlop();
    double own = several ? OWN_VARIANCE_SHARE_MIN * sigma * sigma : 0;
    return balance.complete() && sigma > 0 && ownVariance(balance) >= own;
  }

  private static double ownVariance(PeriodBalance balance) {
    return balance.quantities().stream()
        .mapToDouble(term -> term.error().randomVariance(term.flop()))
        .sum();
  }

  static Outcome outcome(UnaccountedCompute amount, OneShotTest alarm, OneShotTest refutation) {
    double z = amount.standardised();
    if (z > refutation.criticalFactor()) {
      return Outcome.BEYOND;
    }
    return z > alarm.criticalFactor() ? Outcome.ALARM : Outcome.WITHIN;
  }

  /** One balance by itself: its amount and sigma. */
  private static UnaccountedCompute alone(PeriodBalance balance) {
    Covariance covariance = Covariance.of(1, SequentialTests.quantities(List.of(balance)));
    return new UnaccountedCompute(balance.unaccountedFlop(), covariance.sigma(1));
  }

  /** The fewest degrees of freedom of any calibration used: the widest tails. */
  private static ErrorLaw law(List<AreaObservation> observations) {
    return observations.stream()
        .flatMap(seen -> seen.calibration().degreesOfFreedom().stream())
        .min(Integer::compare)
        .<ErrorLaw>map(ErrorLaw.StudentT::new)
        .orElseGet(ErrorLaw::normal);
  }
}
