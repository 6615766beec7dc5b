package dev.standstill.core.accountancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PageTestTest {
  private static final Offset<Double> FOUR_DIGITS = within(5.001e-5);

  @Test
  void alarmsInTheEleventhOfTwelvePeriods() {
    PageTest page = PageTest.forHorizon(.5, 12, .05);
    assertThat(page.path(Balances.TWELVE_INDEPENDENT))
        .containsExactly(
            new double[] {
              0,
              0,
              0,
              .818598505,
              .019096677,
              0,
              .978710022,
              1.475551351,
              2.834878219,
              2.779498990,
              3.651202407,
              4.188309215
            },
            within(3e-9));
    assertThat(page.firstAlarm(Balances.TWELVE_INDEPENDENT)).hasValue(11);
  }

  @Test
  void subtractsTheReferenceValueInTheFirstStepToo() {
    PageTest page = new PageTest(.5, 3);
    assertThat(page.path(.439590380, .704346392, -.087694550))
        .containsExactly(new double[] {0, .204346392, 0}, within(1e-9));
    assertThat(page.firstAlarm(3.5)).isEmpty();
    assertThat(page.firstAlarm(3.5001)).hasValue(1);
  }

  @ParameterizedTest(name = "k={1} N={0}: h={2}")
  @CsvSource({
    "6, .25, 3.4826",
    "6, .5, 2.6302",
    "6, 1, 1.5639",
    "12, .25, 4.7631",
    "12, .5, 3.3745",
    "12, 1, 1.9165",
    "19, .25, 5.7278",
    "19, .5, 3.8801",
    "19, 1, 2.1491",
    "26, .25, 6.4216",
    "26, .5, 4.2237",
    "26, 1, 2.3075",
    "52, .25, 7.9974",
    "52, .5, 4.9717",
    "52, 1, 2.6574",
    "180, .25, 10.7648",
    "180, .5, 6.2718",
    "365, .5, 6.9956",
    "365, 1, 3.6402"
  })
  void findsTheThresholdForFivePercentOverTheHorizon(int periods, double k, double h) {
    assertThat(PageTest.forHorizon(k, periods, .05).threshold()).isCloseTo(h, FOUR_DIGITS);
  }

  @Test
  void findsTheThresholdForOtherFalseAlarmProbabilities() {
    assertThat(PageTest.forHorizon(.5, 12, .01).threshold()).isCloseTo(4.6791, FOUR_DIGITS);
    assertThat(PageTest.forHorizon(.5, 365, .01).threshold()).isCloseTo(8.6135, FOUR_DIGITS);
    assertThat(PageTest.forHorizon(.25, 12, .025).threshold()).isCloseTo(5.5148, FOUR_DIGITS);
    assertThat(PageTest.forHorizon(1, 12, .025).threshold()).isCloseTo(2.2475, FOUR_DIGITS);
    assertThat(new PageTest(.5, 3).falseAlarmProbability(12)).isCloseTo(.078413, within(5e-7));
  }

  /** Another last bit on another machine would let two parties disagree on one alarm. */
  @Test
  void hasTheSameBitsOnEveryMachine() {
    assertThat(PageTest.forHorizon(.5, 12, .05).threshold()).isEqualTo(0x1.aff0513d7bp1);
    assertThat(new PageTest(.5, 5).averageRunLength(0)).isEqualTo(0x1.d171899c7f68p9);
    assertThat(ErrorLaw.calibratedBy(5).upperQuantile(.05)).isEqualTo(0x1.10e05b01ad865p1);
  }

  @Test
  void asksForNoThresholdWhenEvenZeroAlarmsTooRarely() {
    assertThat(PageTest.forHorizon(1, 1, .5).threshold()).isZero();
    assertThat(new PageTest(1, 0).falseAlarmProbability(1)).isCloseTo(.158655254, within(1e-9));
  }

  /** Published at the thresholds as printed, to four digits. */
  @ParameterizedTest(name = "N={0} total={1} k={2} h={3}: {4} / {5} / {6}")
  @CsvSource({
    "12, 3.29, .25, 4.7631, , .2085, .2583",
    "12, 3.29, .5, 3.3745, .5481, , .2433",
    "12, 3.29, 1, 1.9165, .7149, .1371, ",
    "12, 5, .25, 4.7631, .8150, , .4811",
    "12, 5, .5, 3.3745, .9376, .3083, ",
    "12, 5, 1, 1.9165, , .2173, .3550",
    "12, 8, .25, 4.7631, .9997, .6679, ",
    "12, 8, .5, 3.3745, , .5949, .8460",
    "12, 8, 1, 1.9165, 1.0000, , .7410",
    "52, 3.29, .25, 7.9974, , .0962, .1063",
    "52, 3.29, .5, 4.9717, .2310, , .0904",
    "52, 3.29, 1, 2.6574, .4680, .0699, ",
    "52, 5, .25, 7.9974, .3431, , .1587",
    "52, 5, .5, 4.9717, .6175, .1057, ",
    "52, 5, 1, 2.6574, , .0828, .0923",
    "52, 8, .25, 7.9974, .8386, .2142, ",
    "52, 8, .5, 4.9717, , .1591, .2282",
    "52, 8, 1, 2.6574, 1.0000, , .1414"
  })
  void knowsTheDetectionProbabilityOfALossPattern(
      int periods,
      double total,
      double k,
      double h,
      @Nullable Double abrupt,
      @Nullable Double even,
      @Nullable Double second) {
    PageTest page = new PageTest(k, h);
    int half = periods / 2;
    check(abrupt, page.detectionProbability(loss(periods, half, half + 1, total)));
    check(even, page.detectionProbability(loss(periods, 0, periods, total)));
    check(second, page.detectionProbability(loss(periods, half, periods, total)));
  }

  private static double[] loss(int periods, int from, int to, double total) {
    double[] means = new double[periods];
    Arrays.fill(means, from, to, total / (to - from));
    return means;
  }

  private static void check(@Nullable Double published, double computed) {
    if (published != null) {
      assertThat(computed).isCloseTo(published, FOUR_DIGITS);
    }
  }

  @Test
  void detectsAnEvenLossFromTheSixthOfNineteenPeriods() {
    Covariance covariance = Covariance.of(19, Balances.twelve(19));
    IndependentSequence sequence = IndependentSequence.of(covariance);
    PageTest page = new PageTest(.5, 3.8801);
    double[] quarter = sequence.standardise(loss(19, 5, 19, 14 * .25 * covariance.sigma(1)));
    double[] whole = sequence.standardise(loss(19, 5, 19, 14 * covariance.sigma(1)));
    assertThat(page.detectionProbability(quarter)).isCloseTo(.1270, FOUR_DIGITS);
    assertThat(page.detectionProbability(whole)).isCloseTo(.7450, FOUR_DIGITS);
  }

  /** Published by R package spc (Lucas and Crosier, Brook and Evans, Vance, Waldmann), SAS. */
  @Test
  void reproducesThePublishedRunLengths() {
    double[] means = {0, .25, .5, .75, 1};
    double[] four = {167.6838, 74.2240, 26.6302, 13.2851, 8.3831};
    double[] five = {465.4435, 139.4937, 37.9961, 17.0483, 10.3760};
    for (int i = 0; i < means.length; i++) {
      assertThat(new PageTest(.5, 4).twoSidedAverageRunLength(means[i]))
          .isCloseTo(four[i], FOUR_DIGITS);
      assertThat(new PageTest(.5, 5).twoSidedAverageRunLength(means[i]))
          .isCloseTo(five[i], FOUR_DIGITS);
    }
    assertThat(new PageTest(.5, 4).averageRunLength(0)).isCloseTo(335.3676, FOUR_DIGITS);
    assertThat(new PageTest(.5, 4).averageRunLength(.5)).isCloseTo(26.6792, FOUR_DIGITS);
    assertThat(new PageTest(.5, 4).averageRunLength(1)).isCloseTo(8.3832, FOUR_DIGITS);
    assertThat(new PageTest(.5, 3).averageRunLength(0)).isCloseTo(117.5957, FOUR_DIGITS);
    assertThat(new PageTest(.5, 3).averageRunLength(-.5)).isCloseTo(1962.79, within(.005));
  }

  @Test
  void reproducesThePublishedRunLengthsWithoutReferenceValue() {
    PageTest walk = new PageTest(0, 10);
    assertThat(walk.averageRunLength(-.25)).isCloseTo(2071.57, within(.005));
    assertThat(walk.averageRunLength(-.125)).isCloseTo(400.281, within(5e-4));
    assertThat(walk.averageRunLength(0)).isCloseTo(124.662, within(5e-4));
    assertThat(walk.averageRunLength(.125)).isCloseTo(59.295, within(5e-4));
  }

  @Test
  void approximatesTheRunLengthAsSiegmundDid() {
    PageTest page = new PageTest(.5, 5);
    double oneSided = page.approximateRunLength(0);
    assertThat(oneSided).isCloseTo(938.222, within(5e-4));
    assertThat(oneSided / 2).isCloseTo(469.111, within(5e-4));
    assertThat(page.approximateRunLength(.5)).isEqualTo(6.166 * 6.166);
    // Either side of the switch to the series the closed form and the series must agree.
    double corrected = 6.166;
    double edge = 1e-3 / (2 * corrected);
    assertThat(page.approximateRunLength(.5 + edge * .999))
        .isCloseTo(page.approximateRunLength(.5 + edge * 1.001), within(1e-4));
  }

  @ParameterizedTest(name = "seed={0}")
  @MethodSource("dev.standstill.core.accountancy.Seeds#seeds")
  void losesNoProbabilityWhateverTheLosses(long seed) {
    var random = Seeds.generator(seed);
    PageRecursion recursion =
        new PageRecursion(random.nextDouble(0, 2), random.nextDouble(0, 1 + seed / 10.0));
    double alarm = 0;
    for (int period = 0; period < 20; period++) {
      double next = recursion.advance(random.nextDouble(-1, 6));
      assertThat(next).isGreaterThanOrEqualTo(alarm);
      alarm = next;
      assertThat(alarm + recursion.survival()).isCloseTo(1, within(1e-11));
    }
  }

  @ParameterizedTest(name = "seed={0}")
  @MethodSource("dev.standstill.core.accountancy.Seeds#seeds")
  void raisesTheThresholdWithTheHorizonAndLowersItWithTheFalseAlarm(long seed) {
    var random = Seeds.generator(seed);
    int periods = 1 + (int) (seed / 5);
    double k = random.nextDouble(0, 1.5);
    double alpha = random.nextDouble(1e-6, .1);
    PageTest page = PageTest.forHorizon(k, periods, alpha);
    assertThat(page.falseAlarmProbability(periods)).isLessThanOrEqualTo(alpha);
    assertThat(page.falseAlarmProbability(periods)).isCloseTo(alpha, within(1e-10));
    assertThat(PageTest.forHorizon(k, periods + 1, alpha).threshold())
        .isGreaterThan(page.threshold());
    assertThat(PageTest.forHorizon(k, periods, alpha * 1.1).threshold())
        .isLessThan(page.threshold());
    assertThat(PageTest.forHorizon(k + .1, periods, alpha).threshold())
        .isLessThan(page.threshold());
  }

  @Test
  void keepsItsFalseAlarmProbabilityInSimulation() {
    var random = Seeds.generator(3);
    List<MeasuredQuantity> quantities = Balances.twelve(12);
    IndependentSequence sequence = IndependentSequence.of(Covariance.of(12, quantities));
    PageTest page = PageTest.forHorizon(.5, 12, .05);
    int draws = 20_000;
    int alarms = 0;
    for (int draw = 0; draw < draws; draw++) {
      double[] y = sequence.standardise(Balances.draw(quantities, 12, random));
      alarms += page.firstAlarm(y).isPresent() ? 1 : 0;
    }
    assertThat((double) alarms / draws).isCloseTo(.05, within(.006));
  }

  @Test
  void runsForTheReciprocalOfTheHazardAtThresholdZero() {
    double hazard = ErrorLaw.normal().upperTail(.5);
    assertThat(new PageTest(.5, 0).averageRunLength(0)).isCloseTo(1 / hazard, within(1e-12));
  }

  @Test
  void refusesWhatIsNoTest() {
    PageTest page = new PageTest(.5, 3);
    List<Runnable> impossible =
        List.of(
            () -> new PageTest(-.1, 3),
            () -> new PageTest(.5, Double.NaN),
            () -> PageTest.forHorizon(.5, 0, .05),
            () -> PageTest.forHorizon(.5, 12, 0),
            () -> PageTest.forHorizon(.5, 12, 1),
            () -> page.path(1, Double.NaN),
            () -> page.alarmProbabilities(Double.POSITIVE_INFINITY),
            () -> page.detectionProbability(),
            () -> page.falseAlarmProbability(0),
            () -> page.averageRunLength(Double.NaN),
            () -> new PageTest(.5, 1e9).falseAlarmProbability(1));
    for (Runnable attempt : impossible) {
      assertThatThrownBy(attempt::run).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
