package dev.standstill.core.verdict;

import static dev.standstill.core.SampleGovernance.A;
import static dev.standstill.core.SampleGovernance.B;
import static dev.standstill.core.SampleGovernance.C;
import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.SampleGovernance.START;
import static dev.standstill.core.SamplePermits.flop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.SampleGovernance;
import dev.standstill.core.SampleLog;
import dev.standstill.core.SamplePermits;
import dev.standstill.core.charter.Validity;
import dev.standstill.core.permit.PermitChange.Step;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.permit.Purpose;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.verdict.RunningVerdict.GoOn;
import dev.standstill.core.verdict.RunningVerdict.Stop;
import dev.standstill.core.verdict.Verdict.Admit;
import dev.standstill.core.verdict.Verdict.Refuse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Critical services and emergencies go on where others stop, within their own bounds. */
class ExemptWorkTest {

  static Stream<Purpose> exempt() {
    return Stream.of(SamplePermits.CRITICAL, SamplePermits.EMERGENCY);
  }

  /** A job under a permit for this purpose, and a pause of all training. */
  private static JobWorld paused(Purpose purpose) {
    JobWorld world = world(purpose);
    world.said.add(
        (log, permit) -> log.say(SampleLog.order(JobWorld.pause(Flop.ZERO), B), START, B, C));
    return world;
  }

  private static JobWorld world(Purpose purpose) {
    JobWorld world = new JobWorld();
    world.charter =
        SampleGovernance.charter(fields -> fields.permits = Optional.of(SamplePermits.exempting()));
    PermitTerms terms = SamplePermits.terms(purpose);
    world.permit.purpose = purpose;
    world.permit.notBefore = terms.notBefore();
    world.permit.expires = terms.expires();
    return world;
  }

  private static void requireRefused(JobWorld world, Refusal reason) {
    assertThat(world.verdict())
        .isInstanceOfSatisfying(
            Refuse.class, refuse -> assertThat(refuse.reason()).isEqualTo(reason));
    assertThat(world.running())
        .isInstanceOfSatisfying(Stop.class, stop -> assertThat(stop.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @MethodSource("exempt")
  void itStartsAndGoesOnUnderAPauseAndAnyCap(Purpose purpose) {
    JobWorld world = paused(purpose);
    world.cap = flop("1");
    assertThat(world.verdict()).isInstanceOf(Admit.class);
    assertThat(world.running()).isEqualTo(new GoOn());
    requireRefused(paused(Purpose.ordinary()), Refusal.PAUSED);
  }

  @ParameterizedTest
  @MethodSource("exempt")
  void itTakesNothingFromTheShareOfOthers(Purpose purpose) {
    JobWorld world = world(Purpose.ordinary());
    // The cap is just what the job can do in a day: any other share would refuse it.
    world.cap = flop("8640000000000000000000");
    world.said.add((log, permit) ->
        log.say(
            SamplePermits.permit(
                SamplePermits.terms(fields -> {
                  fields.lineage = "other";
                  fields.purpose = purpose;
                  fields.notBefore = SamplePermits.terms(purpose).notBefore();
                  fields.expires = SamplePermits.terms(purpose).expires();
                })),
            START,
            B,
            C));
    assertThat(world.verdict()).isInstanceOf(Admit.class);
  }

  @ParameterizedTest
  @MethodSource("exempt")
  void itGoesOnWhereNothingIsHeardButDoesNotStart(Purpose purpose) {
    for (Consumer<JobWorld> fault :
        List.<Consumer<JobWorld>>of(
            world -> world.clock = world.logTime.plus(DAY).plusNanos(1),
            world -> world.intact = false,
            world -> world.clock = world.logTime.minusSeconds(1),
            world -> world.madeAt = Optional.of(world.clock.minusSeconds(61)))) {
      JobWorld world = paused(purpose);
      world.timeLimit = Duration.ofHours(1);
      world.devices = 100;
      fault.accept(world);
      assertThat(world.running()).isEqualTo(new GoOn());
      assertThat(world.verdict()).isInstanceOf(Refuse.class);
    }
  }

  @ParameterizedTest
  @MethodSource("exempt")
  void aCharterThatIsOverPermitsNothingToAnybody(Purpose purpose) {
    JobWorld world = world(purpose);
    world.charterLookedAt =
        Optional.of(
            SampleGovernance.charter(fields -> {
              fields.permits = Optional.of(SamplePermits.exempting());
              fields.validity = new Validity(Optional.empty(), Optional.of(world.clock));
            }));
    requireRefused(world, Refusal.CHARTER_NOT_IN_FORCE);
    // Nor does it where the view is silent too.
    world.timed = false;
    assertThat(world.running()).isInstanceOf(Stop.class);
  }

  @ParameterizedTest
  @MethodSource("exempt")
  void itsOwnBoundsHoldAllTheSame(Purpose purpose) {
    List<Consumer<JobWorld>> breaches =
        List.of(
            world -> world.permit.budget = flop("1e21"),
            world -> world.permit.flopPerDay = flop("1e21"),
            world -> world.permit.devices = 99,
            world -> world.timeLimit = DAY.multipliedBy(400),
            world -> world.lineage = Optional.of("another"),
            world -> world.committed = new Committed(flop("1e24"), Flop.ZERO),
            world -> world.naming = false,
            world -> world.grantedBy = List.of(A, B),
            world -> world.witnessed = false,
            world ->
                world.said.add((log, permit) ->
                    log.say(SamplePermits.change(new Step.Revoke(permit.id())), START, B, C)));
    for (Consumer<JobWorld> breach : breaches) {
      JobWorld world = paused(purpose);
      breach.accept(world);
      // Its grace is then the pause's, as anybody else's.
      requireRefused(world, Refusal.PAUSED);
      world.clock = world.logTime.plus(DAY.multipliedBy(2));
      assertThat(world.running()).isInstanceOf(Stop.class);
      assertThat(world.verdict()).isInstanceOf(Refuse.class);
    }
  }

  @Test
  void aSilentViewDoesNotMakeAPermitLast() {
    JobWorld world = paused(SamplePermits.EMERGENCY);
    world.timeLimit = Duration.ofHours(1);
    world.clock = world.permit.expires.minus(world.timeLimit);
    assertThat(world.running()).isEqualTo(new GoOn());
    world.clock = world.clock.plusNanos(1);
    assertThat(world.running()).isInstanceOf(Stop.class);
  }
}
