package dev.standstill.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.SampleReport.MeteredFields;
import dev.standstill.core.SampleSite;
import dev.standstill.core.quantity.Energy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingsInspectionTest {

  /** One hundredth of the hour. */
  private static final Duration LONGEST_UNCOVERED = Duration.ofSeconds(36);

  private static final Duration ONE_MICROSECOND = Duration.ofNanos(1_000);

  private static World reading(Consumer<MeteredFields> change) {
    World world = World.honest();
    world.hour().meters(change);
    return world;
  }

  private static World edge(String which, Duration length) {
    return reading(m -> {
      switch (which) {
        case "before" -> m.before = length;
        case "after" -> m.after = length;
        case "gap" -> m.longestGap = length;
        default -> throw new IllegalArgumentException(which);
      }
    });
  }

  @ParameterizedTest
  @CsvSource({"before", "after", "gap"})
  void bearsAnUncoveredStretchUpToTheCharter(String which) {
    World world = edge(which, LONGEST_UNCOVERED);
    assertThat(world.activity().status()).isEqualTo(Status.UPHELD);
    assertThat(world.site().status()).isEqualTo(Status.UPHELD);
  }

  @ParameterizedTest
  @CsvSource({"before", "after", "gap"})
  void missesReadingsOneMicrosecondBeyond(String which) {
    World world = edge(which, LONGEST_UNCOVERED.plus(ONE_MICROSECOND));
    assertThat(World.codes(world.activity())).containsExactly(ReasonCode.MISSING_READINGS);
    assertThat(World.codes(world.site())).containsExactly(ReasonCode.MISSING_READINGS);
    assertThat(world.findingCodes()).containsExactly(FindingCode.MISSING_READINGS);
  }

  /** Whatever was drawn unseen could have been computing: it adds to what might be missed. */
  @Test
  void widensWhatCouldBeMissedByTheUncoveredStretch() {
    double covered = World.honest().activity().detectable().orElseThrow().honestFlop();
    double uncovered =
        edge("after", LONGEST_UNCOVERED).activity().detectable().orElseThrow().honestFlop();
    // 8,400 W at most for 36 s at 1.1 pJ per operation.
    assertThat((uncovered - covered) * 1.1e-12).isBetween(302_399.0, 302_401.0);
  }

  @Test
  void notesAHoleThatTheCharterBears() {
    World world = edge("gap", Duration.ofSeconds(4));
    assertThat(world.findingCodes()).containsExactly(FindingCode.GAP);
    assertThat(world.activity().status()).isEqualTo(Status.UPHELD);
    assertThat(edge("gap", Duration.ofSeconds(3)).findingCodes()).isEmpty();
  }

  @Test
  void notesAClockThatRanBackwards() {
    World world = reading(m -> m.backwards = 2);
    assertThat(world.findingCodes()).containsExactly(FindingCode.CLOCK_BACKWARDS);
    assertThat(world.activity().status()).isEqualTo(Status.UPHELD);
  }

  @Test
  void refutesAnEnergyThatIsOneMillijouleOff() {
    for (long off : new long[] {-1, 1}) {
      World world = World.honest();
      world.hour().area().energies.put("node_0", Energy.ofMilliJoules(1_100_000_000 + off));
      assertThat(world.activity().status()).isEqualTo(Status.REFUTED);
      assertThat(World.codes(world.activity())).containsExactly(ReasonCode.ENERGY_DIFFERS);
      assertThat(world.findingCodes()).containsExactly(FindingCode.ENERGY_DIFFERS);
      assertThat(world.site().status()).isEqualTo(Status.UPHELD);
    }
  }

  @Test
  void missesAPointWithFewerThanTwoReadings() {
    World world = reading(m -> m.energy = Optional.empty());
    assertThat(World.codes(world.activity())).containsExactly(ReasonCode.MISSING_READINGS);
  }

  @Test
  void namesAPointOnceHoweverMuchOfItIsMissing() {
    World world = edge("before", Duration.ofMinutes(10));
    world.hour().area().energies.clear();
    assertThat(World.reason(world.activity(), ReasonCode.MISSING_READINGS).points())
        .containsExactly("node_0");
  }

  /** Readings beyond what is physically possible may raise an alarm, but refute nobody. */
  @Test
  void refutesNobodyByImpossibleReadings() {
    World world =
        reading(m -> {
          m.energy = Optional.of(Energy.ofMilliJoules(99_000_000_000L));
          m.aboveLimit = 5;
        });
    assertThat(world.activity().status()).isEqualTo(Status.UNDECIDED);
    assertThat(World.codes(world.activity()))
        .containsExactly(ReasonCode.READING_ABOVE_LIMIT, ReasonCode.ANOMALY_OPEN);
    assertThat(World.codes(world.site())).contains(ReasonCode.READING_ABOVE_LIMIT);
  }

  @Test
  void namesAnUndeclaredPoint() {
    World world = reading(m -> m.point = "node_9");
    assertThat(world.activity().status()).isEqualTo(Status.UNDECIDED);
    assertThat(World.reason(world.activity(), ReasonCode.UNDECLARED_POINT).points())
        .containsExactly("node_9");
    assertThat(world.findingCodes()).contains(FindingCode.UNDECLARED_POINT);
  }

  @Test
  void doubtsALaterCopyOfASeriesAndBelievesTheFirst() {
    World world = World.ofHours(2);
    world.copies.add(List.of(world.series(0, "node_0"), world.series(1, "node_0")));
    assertThat(world.conclusions(Claim.DECLARED_ACTIVITY))
        .satisfiesExactly(
            first -> assertThat(World.codes(first)).isEmpty(),
            later -> assertThat(World.codes(later)).containsExactly(ReasonCode.DUPLICATE_SERIES));
    assertThat(world.findingCodes()).containsExactly(FindingCode.DUPLICATE_SERIES);
  }

  @Test
  void takesNearCopiesForAnIndicationOnly() {
    World world = World.ofHours(2);
    world.nearCopies.add(List.of(world.series(0, "node_0"), world.series(1, "node_0")));
    assertThat(world.findingCodes()).containsExactly(FindingCode.NEAR_DUPLICATE_SERIES);
    assertThat(world.activity().status()).isEqualTo(Status.UPHELD);
  }

  /** Whether readings are there has nothing to do with what energy means in compute. */
  @Test
  void looksAtReadingsEvenWithoutACalibration() {
    World world = World.honest();
    world.calibrated = false;
    assertThat(world.site().status()).isEqualTo(Status.UPHELD);
    world.hour().metered.clear();
    assertThat(World.codes(world.site())).containsExactly(ReasonCode.MISSING_READINGS);
    assertThat(World.codes(world.activity()))
        .containsExactlyInAnyOrder(ReasonCode.MISSING_READINGS, ReasonCode.NOT_CALIBRATED);
  }

  @Test
  void cannotSayThatAnUnmeteredDeviceWasMetered() {
    World world = World.honest();
    world.areas.set(
        0,
        SampleSite.area(
            SampleSite.AREA, List.of(SampleSite.node("node_0"), SampleSite.unmetered("node_1"))));
    assertThat(World.reason(world.site(), ReasonCode.UNMETERED).points()).containsExactly("node_1");
    assertThat(world.activity().status()).isEqualTo(Status.UNDECIDED);
  }
}
