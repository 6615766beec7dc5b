package dev.standstill.core.finding;

import static dev.standstill.core.SampleGovernance.A;
import static dev.standstill.core.SampleGovernance.B;
import static dev.standstill.core.SampleGovernance.C;
import static dev.standstill.core.finding.OrderWorld.DAY_OF_TRAINING;
import static dev.standstill.core.finding.OrderWorld.NORTH;
import static dev.standstill.core.finding.OrderWorld.SOUTH;
import static dev.standstill.core.finding.OrderWorld.day;
import static dev.standstill.core.finding.OrderWorld.period;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.SampleLog;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Scope;
import dev.standstill.core.order.Subjects;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.Signers;
import dev.standstill.core.rule.OperationKind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No reason about an order without a log that gives it, and none that leads to a wrong status. */
final class OrderReasonTest {
  static final Set<ReasonCode> OF_ORDERS =
      EnumSet.of(
          ReasonCode.IN_SCOPE_AS_DECLARED,
          ReasonCode.CAP_EXCEEDED_AS_DECLARED,
          ReasonCode.UNPERMITTED_AS_DECLARED,
          ReasonCode.ACKNOWLEDGED_LATE,
          ReasonCode.NOT_ACKNOWLEDGED,
          ReasonCode.NOT_YET_DUE,
          ReasonCode.ORDER_TIME_UNKNOWN,
          ReasonCode.PERIOD_STRADDLES_ORDER,
          ReasonCode.SCOPE_UNCERTAIN,
          ReasonCode.CAP_EXCEEDED_TOGETHER,
          ReasonCode.DECLARATION_REFUTED);

  static Set<ReasonCode> ofOrders() {
    return OF_ORDERS;
  }

  /** A world whose northern site has this reason; its last days are idle but for what gives it. */
  private static OrderWorld cause(ReasonCode code) {
    return switch (code) {
      case IN_SCOPE_AS_DECLARED -> under(SampleLog.pause(), day(1), day(1), true);
      case CAP_EXCEEDED_AS_DECLARED -> under(slow("1"), day(1), day(1), true);
      case UNPERMITTED_AS_DECLARED -> {
        OrderWorld world = under(slow(DAY_OF_TRAINING.toString()), day(1), day(1), true);
        world.permitted = (site, area, report, activity) -> false;
        yield world;
      }
      case ACKNOWLEDGED_LATE -> under(SampleLog.pause(), day(1), day(4), false);
      case NOT_ACKNOWLEDGED -> silent();
      case NOT_YET_DUE -> early();
      case ORDER_TIME_UNKNOWN -> undated();
      case PERIOD_STRADDLES_ORDER ->
          under(SampleLog.pause(), day(7).plus(Duration.ofHours(9)), day(8), true);
      case SCOPE_UNCERTAIN -> under(pretraining(), day(1), day(1), true);
      case CAP_EXCEEDED_TOGETHER -> {
        OrderWorld world = under(slow(DAY_OF_TRAINING.toString()), day(1), day(1), true);
        world.train(SOUTH, 8);
        yield world;
      }
      case DECLARATION_REFUTED -> {
        OrderWorld world = under(SampleLog.pause(), day(1), day(1), false);
        world.report(NORTH, period(9), List.of(), 177_120_000_000L, 1);
        yield world;
      }
      default -> throw new IllegalArgumentException(code + " needs no order");
    };
  }

  private static OrderWorld under(
      Measure measure, Instant adopted, Instant acknowledged, boolean trainsAtTheEnd) {
    OrderWorld world = new OrderWorld();
    Citation order = world.order(measure, adopted);
    world.acknowledge(NORTH, order, acknowledged);
    world.idle(NORTH, 1, 2, 3, 4, 5, 6, 7);
    if (trainsAtTheEnd) {
      world.train(NORTH, 8);
    } else {
      world.idle(NORTH, 8);
    }
    return world;
  }

  private static OrderWorld silent() {
    OrderWorld world = new OrderWorld();
    world.order(SampleLog.pause(), day(1));
    world.idle(NORTH, 2, 3, 4, 5, 6, 7, 8);
    return world;
  }

  private static OrderWorld early() {
    OrderWorld world = new OrderWorld();
    world.order(SampleLog.pause(), day(9));
    return world;
  }

  private static OrderWorld undated() {
    OrderWorld world = new OrderWorld();
    world.log.say(
        SampleLog.order(SampleLog.pause(), C), InclusionTime.UNKNOWN, Signers.of(A, B, C));
    world.train(NORTH, 2, 3, 4, 5, 6, 7, 8);
    return world;
  }

  private static Measure.Slow slow(String cap) {
    return new Measure.Slow(
        SampleLog.scope(new Subjects.Everyone()), Flop.of(cap), SampleLog.terms(Set.of()));
  }

  private static Measure.Pause pretraining() {
    return new Measure.Pause(
        new Scope(new Subjects.Everyone(), EnumSet.of(OperationKind.PRE_TRAINING), Flop.ZERO),
        Duration.ofDays(1),
        SampleLog.terms(Set.of()));
  }

  @ParameterizedTest
  @MethodSource("ofOrders")
  void hasALogThatGivesIt(ReasonCode code) {
    Conclusion conclusion = cause(code).kept(NORTH);

    assertThat(World.codes(conclusion)).contains(code);
    assertThat(conclusion.status()).isEqualTo(code.refutes() ? Status.REFUTED : Status.UNDECIDED);
  }

  @ParameterizedTest
  @MethodSource("ofOrders")
  void isSaidOnceAndInASentence(ReasonCode code) {
    for (Conclusion conclusion : cause(code).evaluate().conclusions()) {
      assertThat(conclusion.reasons().isEmpty()).isEqualTo(conclusion.status() == Status.UPHELD);
      assertThat(conclusion.sentence()).endsWith(".");
      assertThat(conclusion.evidence()).doesNotHaveDuplicates();
      if (conclusion.claim() == Claim.ORDER_KEPT) {
        assertThat(World.codes(conclusion)).doesNotHaveDuplicates();
      }
    }
  }
}
