package dev.standstill.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.SampleReport;
import dev.standstill.core.SampleSite;
import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.site.Assumption;
import dev.standstill.core.site.Boundary;
import dev.standstill.core.site.MeasurementPoint;
import java.math.BigInteger;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No reason without an input that gives it, and none that leads to the wrong status. */
class ReasonCodeTest {

  /** What to change in an honest world; a new reason does not compile without one. */
  private static Consumer<World> cause(ReasonCode code) {
    return switch (code) {
      case SOURCE_DAMAGED -> world -> world.damaged("tile/0/000");
      case UNACCOUNTED_COMPUTE -> world -> world.hour().drew(Energy.ofMilliJoules(9_900_000_000L));
      case ENERGY_DIFFERS ->
          world -> world.hour().area().energies.put("node_0", Energy.ofMilliJoules(1_100_000_001));
      case DEVICE_TIME_EXCEEDED ->
          world -> world.hour().area().idle = new DeviceTime(BigInteger.ONE);
      case CONTRADICTING_REPORTS ->
          world -> world.further.add(SampleReport.report(r -> r.readings = List.of()));
      case MISSING_READINGS -> world -> world.hour().metered.clear();
      case NOT_REPORTED -> ReasonCodeTest::silence;
      case NOT_DECLARED -> world -> world.areas.clear();
      case NOT_CALIBRATED -> world -> world.calibrated = false;
      case WITHHELD ->
          world ->
              world.hour().state =
                  Optional.of(new ReadingsState.Withheld(List.of(SampleReport.digest(9_000))));
      case EVIDENCE_DAMAGED ->
          world -> world.hour().state = Optional.of(new ReadingsState.Damaged("wrong digest"));
      case ANOMALY_OPEN -> world -> world.hour().drew(Energy.ofMilliJoules(1_650_000_000));
      case GOAL_NOT_ATTAINED -> world -> world.charter.significant = Flop.of("100000000000000000");
      case UNMETERED -> world -> area(world, "node_0", SampleSite.unmetered("node_1"));
      case ASSUMPTION_UNVERIFIED ->
          world -> world.calibration.assumptions = List.of(Assumption.CALIBRATION_FROM_DECLARATION);
      case DUPLICATE_SERIES -> ReasonCodeTest::copies;
      case READING_ABOVE_LIMIT -> world -> world.hour().meters(m -> m.aboveLimit = 1);
      case UNDECLARED_POINT -> world -> world.hour().meters(m -> m.point = "node_9");
      case MISMATCHED_BASIS -> world -> world.calibration.boundary = Boundary.DEVICE;
      case CALIBRATION_JUDGES_ITSELF ->
          world -> world.calibration.readings = List.of(SampleReport.digest(9_000));
      case DEVICE_TIME_UNACCOUNTED ->
          world -> {
            world.hour().area().activities.clear();
            world
                .hour()
                .area()
                .activities
                .add(SampleReport.activity(a -> a.deviceTime = DeviceTime.ZERO));
          };
      case COMPLETENESS_NOT_EXAMINED -> world -> {};
      case IN_SCOPE_AS_DECLARED,
          CAP_EXCEEDED_AS_DECLARED,
          UNPERMITTED_AS_DECLARED,
          ACKNOWLEDGED_LATE,
          NOT_ACKNOWLEDGED,
          NOT_YET_DUE,
          ORDER_TIME_UNKNOWN,
          PERIOD_STRADDLES_ORDER,
          SCOPE_UNCERTAIN,
          CAP_EXCEEDED_TOGETHER,
          DECLARATION_REFUTED ->
          throw new IllegalArgumentException(code + " needs an order: see OrderReasonTest");
    };
  }

  private static void silence(World world) {
    world.charter.calendar =
        new ReportingCalendar(
            SampleReport.START,
            SampleReport.START.plus(Duration.ofHours(1)),
            Duration.ofHours(1),
            Duration.ZERO);
    world.asOf = Optional.of(SampleReport.period(0).to());
    world.hours.clear();
  }

  private static void copies(World world) {
    area(world, "node_0", SampleSite.node("node_1"));
    world.hour().meters(m -> m.point = "node_1");
    world.copied("node_0", "node_1");
  }

  private static void area(World world, String first, MeasurementPoint second) {
    world.areas.clear();
    world.areas.add(SampleSite.area(SampleSite.AREA, List.of(SampleSite.node(first), second)));
  }

  /** Reasons that name what a source, a party and so on cannot show, or damage to its bytes. */
  private static Claim claim(ReasonCode code) {
    return switch (code) {
      case SOURCE_DAMAGED -> Claim.INTEGRITY;
      case COMPLETENESS_NOT_EXAMINED -> Claim.PARTY;
      default -> Claim.DECLARED_ACTIVITY;
    };
  }

  static Set<ReasonCode> withoutOrders() {
    return EnumSet.complementOf(EnumSet.copyOf(OrderReasonTest.OF_ORDERS));
  }

  @ParameterizedTest
  @MethodSource("withoutOrders")
  void hasAnInputThatGivesIt(ReasonCode code) {
    World world = World.changed(cause(code));
    List<Conclusion> conclusions = world.conclusions(claim(code));
    assertThat(conclusions).isNotEmpty();
    assertThat(conclusions).anySatisfy(c -> assertThat(World.codes(c)).contains(code));
    if (code.refutes()) {
      assertThat(conclusions.getFirst().status()).isEqualTo(Status.REFUTED);
    } else {
      assertThat(conclusions.getFirst().status()).isEqualTo(Status.UNDECIDED);
    }
  }

  @ParameterizedTest
  @MethodSource("withoutOrders")
  void leavesEveryConclusionWithReasonsExactlyIfItIsNotUpheld(ReasonCode code) {
    for (Conclusion conclusion : World.changed(cause(code)).evaluate().conclusions()) {
      assertThat(conclusion.reasons().isEmpty()).isEqualTo(conclusion.status() == Status.UPHELD);
      assertThat(conclusion.sentence()).endsWith(".");
      assertThat(conclusion.evidence()).doesNotHaveDuplicates();
      assertThat(conclusion.reasons())
          .allSatisfy(reason -> assertThat(reason.points()).doesNotHaveDuplicates());
    }
  }

  @Test
  void refutesInNineCasesOnly() {
    Set<ReasonCode> refuting = EnumSet.allOf(ReasonCode.class);
    refuting.removeIf(code -> !code.refutes());
    assertThat(refuting)
        .containsExactly(
            ReasonCode.SOURCE_DAMAGED,
            ReasonCode.UNACCOUNTED_COMPUTE,
            ReasonCode.ENERGY_DIFFERS,
            ReasonCode.DEVICE_TIME_EXCEEDED,
            ReasonCode.CONTRADICTING_REPORTS,
            ReasonCode.IN_SCOPE_AS_DECLARED,
            ReasonCode.CAP_EXCEEDED_AS_DECLARED,
            ReasonCode.UNPERMITTED_AS_DECLARED,
            ReasonCode.ACKNOWLEDGED_LATE);
  }

  @Test
  void isAbsentWhereNothingIsWrong() {
    World world = World.honest();
    assertThat(world.evaluate().findings()).isEmpty();
    assertThat(world.evaluate().conclusions())
        .allSatisfy(c ->
            assertThat(c.status())
                .isEqualTo(c.claim() == Claim.PARTY ? Status.UNDECIDED : Status.UPHELD));
  }
}
