package dev.standstill.core.verdict;

import static dev.standstill.core.SampleGovernance.B;
import static dev.standstill.core.SampleGovernance.C;
import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.SampleGovernance.START;
import static dev.standstill.core.SamplePermits.flop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.SampleCharter;
import dev.standstill.core.SampleGovernance;
import dev.standstill.core.SampleLog;
import dev.standstill.core.SamplePermits;
import dev.standstill.core.charter.Validity;
import dev.standstill.core.order.Measure;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.PermitChange.Step;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.verdict.RunningVerdict.GoOn;
import dev.standstill.core.verdict.RunningVerdict.Stop;
import dev.standstill.core.verdict.Verdict.Admit;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** What stops a job that runs, and what leaves it alone. */
class RunningVerdictTest {
  private static final Duration HOUR = Duration.ofHours(1);

  /** Everything that can be missing, so that nothing can be known for sure. */
  private static final Map<Refusal, Consumer<JobWorld>> MISSING =
      Map.of(
          Refusal.EVIDENCE_DAMAGED,
          world -> world.intact = false,
          Refusal.CLOCK_BEHIND_LOG,
          world -> world.clock = world.logTime.minusSeconds(1),
          Refusal.OUTLOOK_OF_ANOTHER_TIME,
          world -> world.madeAt = Optional.of(world.clock.minusSeconds(61)),
          Refusal.VIEW_SILENT,
          world -> world.clock = world.logTime.plus(DAY).plusNanos(1),
          Refusal.CHARTER_UNKNOWN,
          world -> world.charterLookedAt = Optional.of(SampleCharter.charter(fields -> {})),
          Refusal.CHARTER_WITHOUT_PERMITS,
          world -> world.charterLookedAt = Optional.of(SampleGovernance.charter(fields -> {})),
          Refusal.CHARTER_NOT_IN_FORCE,
          world ->
              world.charterLookedAt =
                  Optional.of(
                      SampleGovernance.charter(fields -> {
                        fields.permits = Optional.of(SamplePermits.rules());
                        fields.validity = new Validity(Optional.empty(), Optional.of(world.clock));
                      })),
          Refusal.SITE_OF_NO_PARTY,
          world -> world.site = new SiteId(new PartyId("stranger"), "north"));

  private static Stop stopped(JobWorld world) {
    RunningVerdict verdict = world.running();
    assertThat(verdict).isInstanceOf(Stop.class);
    return (Stop) verdict;
  }

  private static Consumer<JobWorld> order(Measure measure) {
    return world ->
        world.said.add((log, permit) -> log.say(SampleLog.order(measure, B), START, B, C));
  }

  private static Measure.Pause pause(Duration grace) {
    Measure.Pause all = JobWorld.pause(Flop.ZERO);
    return new Measure.Pause(all.scope(), grace, all.terms());
  }

  @Test
  void aJobWithALivePermitThatFitsGoesOn() {
    assertThat(new JobWorld().running()).isEqualTo(new GoOn());
  }

  @Test
  void aStaleViewStartsNothingAndStopsNothing() {
    JobWorld world = new JobWorld();
    world.clock = world.logTime.plus(Duration.ofHours(6)).plusNanos(1);
    assertThat(world.verdict()).isInstanceOf(Verdict.Refuse.class);
    assertThat(world.running()).isEqualTo(new GoOn());
    world.clock = world.logTime.plus(DAY);
    assertThat(world.running()).isEqualTo(new GoOn());
    world.clock = world.logTime.plus(DAY).plusNanos(1);
    assertThat(stopped(world).reason()).isEqualTo(Refusal.VIEW_SILENT);
  }

  @Test
  void aPauseLeavesItsOwnGraceAndSaysByWhen() {
    JobWorld world = new JobWorld();
    order(pause(HOUR)).accept(world);
    Stop stop = stopped(world);
    assertThat(stop.reason()).isEqualTo(Refusal.PAUSED);
    assertThat(stop.restsOn()).isPresent();
    assertThat(stop.grace()).contains(HOUR);
    assertThat(stop.by()).contains(START.plus(HOUR));
  }

  @Test
  void ofTwoPausesTheStricterSaysHowLong() {
    for (List<Duration> graces : List.of(List.of(HOUR, DAY), List.of(DAY, HOUR))) {
      JobWorld world = new JobWorld();
      order(pause(graces.get(0))).accept(world);
      // Of another scope, so that both are looked at.
      Measure.Pause other = JobWorld.pause(flop("1"));
      order(new Measure.Pause(other.scope(), graces.get(1), other.terms())).accept(world);
      assertThat(stopped(world).grace()).contains(HOUR);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPauseThatIsKnownStopsWithItsOwnGraceWhateverElseIsMissing(Refusal reason) {
    JobWorld world = new JobWorld();
    order(pause(HOUR)).accept(world);
    MISSING.getOrDefault(reason, unchanged -> {}).accept(world);
    if (reason == Refusal.SITE_OF_NO_PARTY) {
      assertThat(stopped(world).grace()).contains(HOUR);
    }
    assertThat(stopped(world).reason()).isEqualTo(Refusal.PAUSED);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {
        "EVIDENCE_DAMAGED",
        "CLOCK_BEHIND_LOG",
        "OUTLOOK_OF_ANOTHER_TIME",
        "VIEW_SILENT",
        "CHARTER_UNKNOWN",
        "CHARTER_WITHOUT_PERMITS",
        "CHARTER_NOT_IN_FORCE",
        "SITE_OF_NO_PARTY"
      })
  void withoutFootingWhatIsRestrainedStopsAndTheRestGoesOn(Refusal reason) {
    JobWorld world = new JobWorld();
    MISSING.getOrDefault(reason, unchanged -> {}).accept(world);
    Stop stop = stopped(world);
    assertThat(stop.reason()).isEqualTo(reason);
    assertThat(stop.by()).isEmpty();
    // The first charter of a log may say nothing of who decides, and so of no grace.
    assertThat(stop.grace())
        .isEqualTo(reason == Refusal.CHARTER_UNKNOWN ? Optional.empty() : Optional.of(DAY));
    world.operation = OperationKind.INFERENCE;
    world.naming = false;
    assertThat(world.running()).isEqualTo(new GoOn());
    world.operation = OperationKind.OTHER;
    assertThat(world.running())
        .isInstanceOf(
            reason == Refusal.CHARTER_UNKNOWN || reason == Refusal.CHARTER_WITHOUT_PERMITS
                ? Stop.class
                : GoOn.class);
  }

  @Test
  void aSilentViewKnowsAnOrderThatRestrainsWhatTheCharterDoesNot() {
    JobWorld world = new JobWorld();
    world.operation = OperationKind.DISTILLATION;
    world.naming = false;
    world.clock = world.logTime.plus(DAY.multipliedBy(2));
    // A cap of all training is in force: within it or not, nothing can be told any more.
    assertThat(stopped(world).reason()).isEqualTo(Refusal.VIEW_SILENT);
    world.said.add((log, permit) ->
        log.say(
            SampleLog.order(
                SampleLog.resume(log.facts().getLast().id(), START.plus(DAY.multipliedBy(4))), B),
            START,
            B,
            C));
    assertThat(world.running()).isEqualTo(new GoOn());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPermitMakesNoDeviceSlowerWhenPermitsDoNotCount(boolean stated) {
    JobWorld world = new JobWorld();
    world.said.add((log, permit) -> {
      var slow = log.facts().getLast();
      log.say(
          SampleLog.order(SampleLog.resume(slow.id(), START.plus(DAY.multipliedBy(4))), B),
          START,
          B,
          C);
    });
    world.permit.peak = SamplePermits.PEAK;
    world.devices = 99;
    world.lineageFlop = Optional.of(flop("1e20"));
    world.peak = stated ? Optional.of(SamplePermits.PEAK.times(BigInteger.TWO)) : Optional.empty();
    world.intact = false;
    assertThat(stopped(world).reason()).isEqualTo(Refusal.EVIDENCE_DAMAGED);
    world.peak = Optional.of(SamplePermits.PEAK);
    assertThat(world.running()).isEqualTo(new GoOn());
  }

  @Test
  void aFaultStopsWithTheChartersGrace() {
    JobWorld world = new JobWorld();
    world.clock = Instant.MAX;
    Stop stop = stopped(world);
    assertThat(stop.reason()).isEqualTo(Refusal.EVALUATION_FAILED);
    assertThat(stop.grace()).contains(DAY);
  }

  @Test
  void aPermitTakenBackStopsTheJobThatDrawsOnIt() {
    JobWorld world = new JobWorld();
    world.said.add(
        (log, permit) -> log.say(SamplePermits.change(new Step.Revoke(permit.id())), START, B, C));
    Stop stop = stopped(world);
    assertThat(stop.reason()).isEqualTo(Refusal.PERMIT_REVOKED);
    assertThat(stop.grace()).contains(DAY);
    assertThat(stop.by()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void withoutAnyCharterOnlyWhatCannotTrainGoesOn(OperationKind operation) {
    Job job =
        new Job(
            SampleLog.SITE_A,
            SamplePermits.HALL,
            operation,
            Optional.empty(),
            1,
            HOUR,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    boolean goesOn =
        switch (operation) {
          case EVALUATION, INFERENCE, SYNTHETIC_DATA_GENERATION -> true;
          case PRE_TRAINING,
              FINE_TUNING,
              REINFORCEMENT_LEARNING,
              DISTILLATION,
              HYPER_PARAMETER_SEARCH,
              OTHER ->
              false;
        };
    assertThat(RunningVerdict.withoutCharter(job) instanceof GoOn).isEqualTo(goesOn);
  }

  @Test
  void whatMayStartMayGoOnAndNoFaultTurnsAStopIntoGoingOn() {
    int stops = 0;
    int goingOn = 0;
    Map<String, Integer> stopped = new HashMap<>();
    for (long seed = 0; seed < 400; seed++) {
      RunningVerdict before = VerdictPropertyTest.world(seed).running();
      if (VerdictPropertyTest.world(seed).verdict() instanceof Admit) {
        assertThat(before).as("seed %s", seed).isInstanceOf(GoOn.class);
      }
      stops += before instanceof Stop ? 1 : 0;
      goingOn += before instanceof GoOn ? 1 : 0;
      for (Map.Entry<String, Consumer<JobWorld>> broken : VerdictPropertyTest.breaks().entrySet()) {
        JobWorld world = VerdictPropertyTest.world(seed);
        broken.getValue().accept(world);
        RunningVerdict after = world.running();
        if (before instanceof Stop) {
          assertThat(after).as("seed %s, %s", seed, broken.getKey()).isInstanceOf(Stop.class);
        } else if (after instanceof Stop) {
          stopped.merge(broken.getKey(), 1, Integer::sum);
        }
      }
    }
    // The test is about something: many went on, many stopped, and every break stopped some.
    assertThat(goingOn).isBetween(50, 350);
    assertThat(stops).isBetween(50, 350);
    assertThat(stopped).containsOnlyKeys(VerdictPropertyTest.breaks().keySet());
  }
}
