package dev.standstill.core.accountancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.standstill.core.SampleReport;
import dev.standstill.core.SampleSite;
import dev.standstill.core.SampleSite.CalibrationFields;
import dev.standstill.core.SampleSite.PointFields;
import dev.standstill.core.accountancy.AreaBalance.JudgedPeriod;
import dev.standstill.core.charter.DecidingTest;
import dev.standstill.core.charter.TestLevels;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.site.Calibration;
import dev.standstill.core.site.MeasurementPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AreaBalanceTest {

  private static AreaObservation hour(int number, MeasurementPoint point, Calibration calibration) {
    return new AreaObservation(
        SampleReport.period(number),
        SampleSite.area(SampleSite.AREA, List.of(point)),
        SampleReport.areaActivity(List.of(SampleReport.activity(a -> {})), DeviceTime.ZERO),
        calibration,
        SampleReport.digest(2),
        Map.of("node_0", SampleReport.metered(m -> {})),
        List.of(),
        Set.of());
  }

  private static AreaBalance judge(List<AreaObservation> seen) {
    return AreaBalance.judge(SampleSite.AREA, seen, TestLevels.DEFAULT);
  }

  private static List<AreaObservation> hours(
      int count, Consumer<PointFields> meter, Consumer<CalibrationFields> calibration) {
    List<AreaObservation> hours = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      hours.add(hour(i, SampleSite.point(meter), SampleSite.calibration(calibration)));
    }
    return hours;
  }

  @Test
  void judgesOnePeriodByItselfAndSeveralAtAnyTime() {
    assertThat(tests(judge(hours(1, p -> {}, c -> {})).periods().getFirst()).deciding())
        .isEqualTo(DecidingTest.ONE_SHOT);
    assertThat(judge(hours(3, p -> {}, c -> {})).periods())
        .allSatisfy(p -> assertThat(tests(p).deciding()).isEqualTo(DecidingTest.ANYTIME));
  }

  private static PeriodTests tests(JudgedPeriod period) {
    return period.tests().orElseThrow();
  }

  @Test
  void knowsMoreOfEachPeriodAfterThoseBeforeIt() {
    List<JudgedPeriod> periods = judge(hours(3, p -> {}, c -> {})).periods();
    double alone = 1e18 * Math.sqrt(.12 * .12 + .1 * .1 + .01 * .01 + .005 * .005);
    assertThat(tests(periods.get(0)).residualSigmaFlop()).isCloseTo(alone, within(1e9));
    assertThat(tests(periods.get(1)).residualSigmaFlop()).isLessThan(alone);
    assertThat(tests(periods.get(2)).residualSigmaFlop())
        .isLessThan(tests(periods.get(1)).residualSigmaFlop())
        .isGreaterThan(.12e18);
  }

  @Test
  void leavesEarlierPeriodsAsTheyWere() {
    List<JudgedPeriod> three = judge(hours(3, p -> {}, c -> {})).periods();
    List<JudgedPeriod> four = judge(hours(4, p -> {}, c -> {})).periods();
    for (int i = 0; i < 3; i++) {
      assertThat(tests(four.get(i)).independent()).isEqualTo(tests(three.get(i)).independent());
      assertThat(tests(four.get(i)).anytime()).isEqualTo(tests(three.get(i)).anytime());
    }
  }

  /** What a site declares anew must not stop anyone from judging it. */
  @Test
  void bearsAMeterWhoseStatedErrorChanges() {
    List<AreaObservation> hours = hours(1, p -> {}, c -> {});
    hours.addAll(hours(3, p -> p.systematicPpm = 20_000, c -> {}).subList(1, 3));
    assertThat(judge(hours).periods())
        .hasSize(3)
        .allSatisfy(p -> assertThat(p.tests()).isPresent());
  }

  @Test
  void bearsAMeterThatCalibratesOnlyLater() {
    List<AreaObservation> hours = hours(1, p -> {}, c -> {});
    hours.addAll(hours(2, p -> {}, c -> c.sameInstruments = Set.of("meter-node_0")).subList(1, 2));
    assertThat(judge(hours).periods()).allSatisfy(p -> assertThat(p.tests()).isPresent());
  }

  /**
   * Whoever states no error but systematic ones claims to know each period from the one before.
   * That supports no test over periods; it must neither stop the evaluation nor count as a test.
   */
  @Test
  void statesNoTestWhereNoPeriodHasAnErrorOfItsOwn() {
    List<JudgedPeriod> periods =
        judge(hours(3, p -> p.randomPpm = 0, c -> c.workloadPpm = 0)).periods();
    assertThat(periods).hasSize(3).allSatisfy(p -> assertThat(p.tests()).isEmpty());
  }

  @Test
  void testsOnePeriodByItsSystematicErrorsAlone() {
    assertThat(judge(hours(1, p -> p.randomPpm = 0, c -> c.workloadPpm = 0)).periods())
        .allSatisfy(p -> assertThat(p.tests()).isPresent());
  }

  @Test
  void widensEveryThresholdByStudentWhereErrorsWereEstimated() {
    JudgedPeriod known = judge(hours(2, p -> {}, c -> {})).periods().getLast();
    JudgedPeriod estimated =
        judge(hours(2, p -> {}, c -> c.degreesOfFreedom = Optional.of(2))).periods().getLast();
    double ratio = 2.9199856 / 1.6448536;
    assertThat(tests(estimated).oneShot().alarmAbove() / tests(known).oneShot().alarmAbove())
        .isCloseTo(ratio, within(1e-6));
    assertThat(tests(estimated).anytime().alarmFrom() / tests(known).anytime().alarmFrom())
        .isCloseTo(ratio, within(1e-6));
  }

  /**
   * A period declared far beyond what ran is tested by itself: its deficit neither pays for a later
   * excess nor, read as a meter that shows too little, makes honest periods look like one.
   */
  @Test
  void netsNoDeficitAgainstLaterPeriods() {
    List<AreaObservation> honest = hours(4, p -> {}, c -> {});
    AreaObservation first = honest.getFirst();
    List<AreaObservation> padded = new ArrayList<>(honest);
    padded.set(
        0,
        new AreaObservation(
            first.period(),
            first.area(),
            SampleReport.areaActivity(
                List.of(SampleReport.activity(a -> a.flop = Flop.of("1000000000000000000000"))),
                DeviceTime.ZERO),
            first.calibration(),
            first.calibrationId(),
            first.metered(),
            List.of(),
            Set.of()));
    List<JudgedPeriod> judged = judge(padded).periods();
    assertThat(judged.getFirst().overDeclared()).isTrue();
    assertThat(judged.subList(1, 4).stream().map(AreaBalanceTest::tests))
        .containsExactlyElementsOf(
            judge(honest.subList(1, 4)).periods().stream().map(AreaBalanceTest::tests).toList());
  }
}
