package dev.standstill.core.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.standstill.core.SampleReport;
import dev.standstill.core.SampleSite;
import dev.standstill.core.charter.StandingLimit;
import dev.standstill.core.finding.World.Hour;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.report.ActivityCategory;
import dev.standstill.core.site.Assumption;
import dev.standstill.core.site.Boundary;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.ComputeBalanceArea.InstalledAccelerators;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AreaReasonsTest {

  private static World training(Flop flop, Energy energy) {
    World world = World.honest();
    world.hour().area().activities.set(0, SampleReport.activity(a -> a.flop = flop));
    world.hour().drew(energy);
    return world;
  }

  @Test
  void notesOverDeclarationWithoutChangingTheStatus() {
    World world = training(Flop.of("2000000000000000000"), Energy.ofMilliJoules(1_100_000_000));
    assertThat(world.findingCodes()).containsExactly(FindingCode.OVER_DECLARED);
    assertThat(world.activity().status()).isEqualTo(Status.UPHELD);
  }

  @Test
  void refutesMoreDeviceTimeThanThereIsByOneMicrosecond() {
    World world = World.honest();
    world.hour().area().idle = new DeviceTime(BigInteger.ONE);
    assertThat(world.activity().status()).isEqualTo(Status.REFUTED);
    assertThat(world.findingCodes()).containsExactly(FindingCode.DEVICE_TIME_EXCEEDED);
  }

  /** The party signed both numbers: no reading is needed to see that they cannot both be. */
  @Test
  void refutesExceededDeviceTimeWithoutAnyReading() {
    World world = World.honest();
    world.hour().area().idle = DeviceTime.of(1, SampleReport.period(0));
    world.hour().state =
        Optional.of(new ReadingsState.Withheld(List.of(SampleReport.digest(9_000))));
    assertThat(World.codes(world.activity()))
        .containsExactly(ReasonCode.WITHHELD, ReasonCode.DEVICE_TIME_EXCEEDED);
  }

  @Test
  void asksWhatDevicesDidThatNobodyAccountsFor() {
    World world = World.honest();
    world.areas.set(
        0,
        new ComputeBalanceArea(
            SampleSite.AREA,
            List.of(new InstalledAccelerators(SampleSite.H100, 9)),
            List.of(SampleSite.node("node_0"))));
    assertThat(World.codes(world.activity())).containsExactly(ReasonCode.DEVICE_TIME_UNACCOUNTED);
    assertThat(world.activity().reasons().getFirst().detail()).startsWith("1.0 device-hours");
    assertThat(World.codes(world.site())).containsExactly(ReasonCode.UNMETERED);
  }

  /** A balance that mixes boundaries means nothing, so it can refute nobody. */
  @Test
  void balancesNothingAcrossBoundaries() {
    World world = training(Flop.of("1"), Energy.ofMilliJoules(99_000_000_000L));
    world.calibration.boundary = Boundary.FACILITY;
    Conclusion conclusion = world.activity();
    assertThat(World.codes(conclusion)).containsExactly(ReasonCode.MISMATCHED_BASIS);
    assertThat(World.reason(conclusion, ReasonCode.MISMATCHED_BASIS).points())
        .containsExactly("node_0");
    assertThat(conclusion.detectable()).isEmpty();
    assertThat(world.findingCodes()).isEmpty();
    assertThat(world.site().status()).isEqualTo(Status.UPHELD);
  }

  @Test
  void balancesNothingAcrossNumberFormats() {
    World world = World.honest();
    world.calibration.precision = "bf16";
    assertThat(World.codes(world.activity())).containsExactly(ReasonCode.MISMATCHED_BASIS);
  }

  @Test
  void doesNotMindTheNumberFormatOfWorkThatComputedNothing() {
    World world = World.honest();
    world.calibration.precision = "fp8";
    world
        .hour()
        .area()
        .activities
        .add(
            SampleReport.activity(a -> {
              a.category = ActivityCategory.OTHER;
              a.lineage = Optional.empty();
              a.flop = Flop.ZERO;
              a.precision = "none";
              a.deviceTime = DeviceTime.ZERO;
            }));
    assertThat(world.activity().status()).isEqualTo(Status.UPHELD);
  }

  @Test
  void refusesACalibrationFromTheReadingsItJudges() {
    World world = World.honest();
    world.calibration.readings = List.of(SampleReport.digest(9_000), SampleReport.digest(7));
    assertThat(World.codes(world.activity())).containsExactly(ReasonCode.CALIBRATION_JUDGES_ITSELF);
    world.calibration.readings = List.of(SampleReport.digest(7));
    assertThat(world.activity().status()).isEqualTo(Status.UPHELD);
  }

  @Test
  void doesNotBelieveACalibrationScaledFromTheDeclaration() {
    World world = World.honest();
    world.calibration.assumptions = List.of(Assumption.CALIBRATION_FROM_DECLARATION);
    assertThat(World.codes(world.activity())).containsExactly(ReasonCode.ASSUMPTION_UNVERIFIED);
  }

  @Test
  void refutesTwoReportsThatCorrectNothing() {
    World world = World.honest();
    world.further.add(SampleReport.report(r -> r.readings = List.of()));
    Conclusion conclusion = world.activity();
    assertThat(conclusion.status()).isEqualTo(Status.REFUTED);
    assertThat(conclusion.evidence()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(world.findingCodes()).containsExactly(FindingCode.CONTRADICTING_REPORTS);
  }

  @Test
  void judgesTheCorrectionInPlaceOfWhatItCorrects() {
    World world = training(Flop.of("1"), Energy.ofMilliJoules(1_100_000_000));
    assertThat(world.activity().status()).isEqualTo(Status.REFUTED);
    Hour corrected = World.honest().hour();
    world.further.add(
        SampleReport.report(r -> {
          r.areas = corrected.toReport().areas();
          r.corrects = Optional.of(SampleReport.digest(World.FIRST_REPORT));
        }));
    assertThat(world.activity().status()).isEqualTo(Status.UPHELD);
    assertThat(world.activity().evidence()).containsExactly(1L, 2L, 4L);
  }

  /** M is seen once (1 - b)(F + M) - F reaches the honest amount. */
  @Test
  void statesWhatAnAdversaryCouldHide() {
    Detectable detectable = World.honest().activity().detectable().orElseThrow();
    double bias = .4;
    assertThat(detectable.biasBound()).isEqualTo(bias);
    assertThat((1 - bias) * (1e18 + detectable.adversarialFlop()) - 1e18)
        .isCloseTo(detectable.honestFlop(), within(1e6));
    assertThat(detectable.honestFlop())
        .isCloseTo(
            3.2897073 * 1e18 * Math.sqrt(.12 * .12 + .1 * .1 + .01 * .01 + .005 * .005),
            withPercentage(1e-5));
  }

  @Test
  void needsMoreWhereTheErrorWasEstimatedFromFewRuns() {
    World known = World.honest();
    World estimated = World.honest();
    estimated.calibration.degreesOfFreedom = Optional.of(1);
    double ratio =
        estimated.activity().detectable().orElseThrow().honestFlop()
            / known.activity().detectable().orElseThrow().honestFlop();
    // Both quantiles of Student's t with one degree of freedom at 5 % are 6.3138.
    assertThat(ratio).isCloseTo(6.3137515 / 1.6448536, within(1e-6));
    World refutedIfKnown = training(Flop.of("1"), Energy.ofMilliJoules(1_100_000_000));
    assertThat(refutedIfKnown.activity().status()).isEqualTo(Status.REFUTED);
    refutedIfKnown.calibration.degreesOfFreedom = Optional.of(1);
    assertThat(World.codes(refutedIfKnown.activity())).containsExactly(ReasonCode.ANOMALY_OPEN);
  }

  @Test
  void cancelsTheSystematicErrorOfMetersThatAlsoCalibrated() {
    World world = World.honest();
    world.calibration.sameInstruments = Set.of("meter-node_0");
    assertThat(world.activity().detectable().orElseThrow().honestFlop())
        .isCloseTo(
            3.2897073 * 1e18 * Math.sqrt(.12 * .12 + .1 * .1 + .005 * .005), withPercentage(1e-5));
  }

  @Test
  void findsALineageBeyondTheStandingLimitWithoutAnyReading() {
    World world = World.ofHours(2);
    world.hours.forEach(hour -> hour.handedOver = false);
    Flop oneAndAHalf = Flop.of("1500000000000000000");
    world.charter.limit = new StandingLimit(oneAndAHalf, SampleReport.period(1).from());
    assertThat(world.findingCodes()).containsExactly(FindingCode.LIMIT_EXCEEDED_AS_DECLARED);
    world.charter.limit = new StandingLimit(oneAndAHalf, SampleReport.period(1).to());
    assertThat(world.findingCodes()).as("all of it was before the limit").isEmpty();
    world.charter.limit = new StandingLimit(Flop.of("2000000000000000000"), SampleReport.START);
    assertThat(world.findingCodes()).as("exactly at the limit").isEmpty();
  }
}
