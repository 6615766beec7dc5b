package dev.standstill.core.accountancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.standstill.core.SampleReport;
import dev.standstill.core.SampleSite;
import dev.standstill.core.accountancy.PeriodBalance.Believing;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.site.Calibration;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.core.site.Metering;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeriodBalanceTest {

  private static final Calibration REFERENCE = SampleSite.calibration(c -> {});
  private static final MeasurementPoint FIRST = SampleSite.node("node_0");
  private static final MeasurementPoint SECOND = SampleSite.node("node_1");

  /** Both nodes trained 1e18 FLOP together; each that has a meter drew 1.1e9 mJ. */
  private static AreaObservation observation(
      List<MeasurementPoint> points, List<List<String>> copies, Set<String> doubtful) {
    Map<String, MeteredPoint> metered = new HashMap<>();
    for (MeasurementPoint point : points) {
      if (point.metering() instanceof Metering.Own) {
        metered.put(point.name(), SampleReport.metered(m -> m.point = point.name()));
      }
    }
    return new AreaObservation(
        SampleReport.period(0),
        SampleSite.area(SampleSite.AREA, points),
        SampleReport.areaActivity(List.of(SampleReport.activity(a -> {})), DeviceTime.ZERO),
        REFERENCE,
        SampleReport.digest(2),
        metered,
        copies,
        doubtful);
  }

  private static PeriodBalance close(MeasurementPoint... points) {
    return PeriodBalance.close(
        observation(List.of(points), List.of(), Set.of()), Believing.REPORTED);
  }

  private static MeasurementPoint second(Metering metering) {
    return SampleSite.point(p -> {
      p.name = "node_1";
      p.metering = metering;
    });
  }

  @Test
  void isEnergyLessIdleOverTheCoefficientLessTheDeclared() {
    PeriodBalance balance = close(FIRST, SECOND);
    assertThat(balance.energy()).isEqualTo(Energy.ofMilliJoules(2_200_000_000L));
    assertThat(balance.unaccountedFlop()).isCloseTo(1e18, within(1e3));
    assertThat(balance.expectedEnergy(REFERENCE)).isEqualTo(Energy.ofMilliJoules(1_100_000_000));
    assertThat(balance.complete()).isTrue();
  }

  @Test
  void takesTheMeansOfASharedMeterTwiceAndItsSumOnce() {
    assertThat(close(FIRST, second(new Metering.SharedMean("node_0"))).energy())
        .isEqualTo(Energy.ofMilliJoules(2_200_000_000L));
    assertThat(close(FIRST, second(new Metering.SharedSum("node_0"))).energy())
        .isEqualTo(Energy.ofMilliJoules(1_100_000_000L));
  }

  /** A name must not make two independent errors out of one meter. */
  @Test
  void countsASharedMeterOnceWhateverItIsCalled() {
    for (Metering sharing :
        List.of(new Metering.SharedMean("node_0"), new Metering.SharedSum("node_0"))) {
      PeriodBalance balance = close(FIRST, second(sharing));
      assertThat(balance.instruments()).containsOnlyKeys("meter-node_0");
    }
  }

  @Test
  void doesNotTakeAnUnmeteredPointForOneThatDrewNothing() {
    PeriodBalance balance = close(FIRST, second(new Metering.None()));
    assertThat(balance.complete()).isFalse();
    assertThat(balance.missing()).containsExactly("node_1");
  }

  @Test
  void countsCopiesAsOneInstrumentAndBelievesOneOfThem() {
    AreaObservation seen =
        observation(List.of(FIRST, SECOND), List.of(List.of("node_0", "node_1")), Set.of());
    PeriodBalance all = PeriodBalance.close(seen, Believing.REPORTED);
    assertThat(all.instruments()).containsOnlyKeys("meter-node_0");
    assertThat(all.energy()).isEqualTo(Energy.ofMilliJoules(2_200_000_000L));
    PeriodBalance least = PeriodBalance.close(seen, Believing.LEAST);
    assertThat(least.energy()).isEqualTo(Energy.ofMilliJoules(1_100_000_000L));
    assertThat(least.missing()).containsExactly("node_1");
  }

  @Test
  void leavesOutWhatIsDoubtful() {
    AreaObservation seen = observation(List.of(FIRST, SECOND), List.of(), Set.of("node_0"));
    PeriodBalance least = PeriodBalance.close(seen, Believing.LEAST);
    assertThat(least.missing()).containsExactly("node_0");
  }

  @Test
  void boundsWhatNobodySawByThePhysicalLimit() {
    AreaObservation seen = observation(List.of(FIRST), List.of(), Set.of());
    Map<String, MeteredPoint> metered =
        Map.of(
            "node_0",
            SampleReport.metered(m -> {
              m.before = Duration.ofSeconds(2);
              m.after = Duration.ofSeconds(3);
              m.longestGap = Duration.ofSeconds(4);
            }));
    PeriodBalance balance =
        PeriodBalance.close(
            new AreaObservation(
                seen.period(),
                seen.area(),
                seen.activity(),
                seen.calibration(),
                seen.calibrationId(),
                metered,
                seen.copies(),
                seen.doubtful()),
            Believing.REPORTED);
    assertThat(balance.unseenEnergy()).isEqualTo(Energy.ofMilliJoules(9 * 8_400_000L));
    assertThat(balance.unseenFlop()).isCloseTo(9 * 8_400 / 1.1e-12, within(1e3));
  }

  @Test
  void givesEachPeriodsErrorsNamesThatNeverCollide() {
    MeasurementPoint named =
        SampleSite.point(p -> {
          p.name = "node_1";
          p.instrument = Optional.of("idle");
        });
    assertThat(close(FIRST, named).quantities())
        .extracting(PeriodBalance.Term::name)
        .doesNotHaveDuplicates()
        .contains("meter idle", "workload TRAINING_RUN gpt3");
  }
}
