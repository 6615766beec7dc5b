package dev.standstill.core.verdict;

import static dev.standstill.core.SampleGovernance.A;
import static dev.standstill.core.SampleGovernance.B;
import static dev.standstill.core.SampleGovernance.C;
import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.SampleGovernance.START;
import static dev.standstill.core.SamplePermits.flop;
import static dev.standstill.core.SamplePermits.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.SampleCharter;
import dev.standstill.core.SampleGovernance;
import dev.standstill.core.SampleLog;
import dev.standstill.core.SamplePermits;
import dev.standstill.core.SampleReport;
import dev.standstill.core.charter.Validity;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.PermitChange.Step;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.record.Digest;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.verdict.Verdict.Admit;
import dev.standstill.core.verdict.Verdict.Refuse;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every reason, each by the least change of a job that is admitted. */
class VerdictTest {

  @Test
  void theUnchangedJobIsAdmitted() {
    assertThat(new JobWorld().verdict()).isInstanceOf(Admit.class);
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonIsReachedByOneChange(Refusal reason) {
    JobWorld world = new JobWorld();
    change(reason).accept(world);
    assertThat(world.verdict())
        .isInstanceOfSatisfying(
            Refuse.class, refuse -> assertThat(refuse.reason()).as(refuse + "").isEqualTo(reason));
  }

  private static Consumer<JobWorld> change(Refusal reason) {
    return switch (reason) {
      case EVALUATION_FAILED -> world -> world.clock = Instant.MAX;
      case EVIDENCE_DAMAGED -> world -> world.intact = false;
      case CLOCK_BEHIND_LOG -> world -> world.clock = world.logTime.minusNanos(1);
      case OUTLOOK_OF_ANOTHER_TIME ->
          world -> world.madeAt = Optional.of(world.clock.minus(Outlook.AGE_MAX).minusNanos(1));
      case VIEW_STALE ->
          world -> world.clock = world.logTime.plus(Duration.ofHours(6)).plusNanos(1);
      case VIEW_SILENT -> world -> world.timed = false;
      case CHARTER_UNKNOWN ->
          world -> world.charterLookedAt = Optional.of(SampleCharter.charter(fields -> {}));
      case CHARTER_WITHOUT_PERMITS ->
          world -> world.charterLookedAt = Optional.of(SampleGovernance.charter(fields -> {}));
      case CHARTER_NOT_IN_FORCE ->
          world ->
              world.charterLookedAt =
                  Optional.of(
                      SampleGovernance.charter(fields -> {
                        fields.permits = Optional.of(SamplePermits.rules());
                        fields.validity = new Validity(Optional.empty(), Optional.of(world.clock));
                      }));
      case SITE_OF_NO_PARTY ->
          world -> world.site = new SiteId(new PartyId("stranger"), world.site.name());
      case PAUSED ->
          world ->
              world.said.add((log, permit) ->
                  log.say(SampleLog.order(JobWorld.pause(Flop.ZERO), B), START, B, C));
      case PERMIT_MISSING,
          PERMIT_UNKNOWN,
          PERMIT_NOT_GRANTED,
          PERMIT_REFUSED,
          PERMIT_REVOKED,
          PERMIT_SUSPENDED,
          PERMIT_NOT_YET_VALID,
          PERMIT_EXPIRED,
          PERMIT_EXHAUSTED,
          PERMIT_OF_ANOTHER_SITE,
          PERMIT_OF_ANOTHER_AREA,
          PERMIT_OF_ANOTHER_OPERATION,
          PERMIT_OF_ANOTHER_LINEAGE,
          TOO_MANY_DEVICES,
          DEVICES_TOO_FAST,
          LASTS_TOO_LONG,
          BUDGET_EXCEEDED,
          DAILY_RATE_EXCEEDED,
          SHARE_OF_CAP_EXCEEDED ->
          changeOfPermit(reason);
    };
  }

  private static Consumer<JobWorld> changeOfPermit(Refusal reason) {
    return switch (reason) {
      case PERMIT_MISSING -> world -> world.naming = false;
      case PERMIT_UNKNOWN -> world -> world.named = id -> SampleReport.digest(7);
      case PERMIT_NOT_GRANTED -> world -> world.grantedBy = List.of(A, B);
      case PERMIT_REFUSED -> world -> world.permit.budget = flop("1.1e25");
      case PERMIT_REVOKED -> with(permit -> new Step.Revoke(permit));
      case PERMIT_SUSPENDED -> with(permit -> new Step.Suspend(permit, Optional.empty()));
      case PERMIT_NOT_YET_VALID -> world -> world.witnessed = false;
      case PERMIT_EXPIRED -> world -> world.permit.expires = world.clock;
      case PERMIT_EXHAUSTED -> reported("1e24");
      case PERMIT_OF_ANOTHER_SITE -> world -> world.site = new SiteId(A, "elsewhere");
      case PERMIT_OF_ANOTHER_AREA -> world -> world.area = new AreaId("annexe");
      case PERMIT_OF_ANOTHER_OPERATION -> world -> world.operation = OperationKind.EVALUATION;
      case PERMIT_OF_ANOTHER_LINEAGE -> world -> world.lineage = Optional.empty();
      case TOO_MANY_DEVICES -> world -> world.permit.devices = 99;
      case DEVICES_TOO_FAST ->
          world ->
              world.peak =
                  Optional.of(new FlopRate(SamplePermits.PEAK.perSecond().add(BigInteger.ONE)));
      case LASTS_TOO_LONG -> world -> world.permit.expires = world.clock.plus(DAY).minusSeconds(1);
      case BUDGET_EXCEEDED -> reported("999999999999999999999999");
      case DAILY_RATE_EXCEEDED -> world -> world.permit.flopPerDay = flop("8639999999999999999999");
      case SHARE_OF_CAP_EXCEEDED -> world -> world.cap = flop("8639999999999999999999");
      case EVALUATION_FAILED,
          EVIDENCE_DAMAGED,
          CLOCK_BEHIND_LOG,
          OUTLOOK_OF_ANOTHER_TIME,
          VIEW_STALE,
          VIEW_SILENT,
          CHARTER_UNKNOWN,
          CHARTER_WITHOUT_PERMITS,
          CHARTER_NOT_IN_FORCE,
          SITE_OF_NO_PARTY,
          PAUSED ->
          throw new IllegalStateException("was reached above");
    };
  }

  private static Consumer<JobWorld> with(Function<Digest, Step> step) {
    return world ->
        world.said.add(
            (log, permit) -> log.say(SamplePermits.change(step.apply(permit.id())), START, B, C));
  }

  private static Consumer<JobWorld> reported(String flop) {
    return world ->
        world.said.add((log, permit) ->
            log.say(
                SamplePermits.report(
                    0, 1, Optional.empty(), training(flop, Optional.of(permit.id()))),
                START,
                A));
  }

  @Test
  void aShareIsTheRatesPartOfTheCapRoundedDownAndNeverMoreThanTheRate() {
    // Two permits of 8e22 a day under a cap: each has half of it.
    JobWorld half = new JobWorld();
    half.cap = flop("17280000000000000000000");
    half.said.add((log, permit) ->
        log.say(
            SamplePermits.permit(SamplePermits.terms(fields -> fields.lineage = "lineage-2")),
            START,
            B,
            C));
    assertThat(half.verdict()).isInstanceOf(Admit.class);
    half.cap = flop("17279999999999999999999");
    assertThat(half.verdict())
        .isInstanceOfSatisfying(
            Refuse.class,
            refuse ->
                assertThat(refuse.detail())
                    .endsWith("its share of the cap is 8639999999999999999999"));
  }

  @Test
  void whatOthersUnderThePermitMayStillExecuteCountsToo() {
    JobWorld world = new JobWorld();
    world.cap = flop("1e24");
    world.permit.budget = flop("1e22");
    world.permit.flopPerDay = flop("1e22");
    world.committed = new Committed(flop("1360000000000000000000"), Flop.ZERO);
    assertThat(world.verdict()).isInstanceOf(Admit.class);
    world.committed = new Committed(flop("1360000000000000000001"), Flop.ZERO);
    assertThat(((Refuse) world.verdict()).reason()).isEqualTo(Refusal.BUDGET_EXCEEDED);
    world.committed = new Committed(Flop.ZERO, flop("1e23"));
    assertThat(((Refuse) world.verdict()).reason()).isEqualTo(Refusal.DAILY_RATE_EXCEEDED);
  }

  @Test
  void aShortJobMayDoNoMoreInADayThanALongOne() {
    JobWorld world = new JobWorld();
    world.timeLimit = Duration.ofHours(2);
    world.cap = flop("8639999999999999999999");
    assertThat(((Refuse) world.verdict()).reason()).isEqualTo(Refusal.SHARE_OF_CAP_EXCEEDED);
    world.cap = flop("1e22");
    assertThat(world.verdict()).isInstanceOf(Admit.class);
    world.permit.flopPerDay = flop("8639999999999999999999");
    assertThat(((Refuse) world.verdict()).reason()).isEqualTo(Refusal.DAILY_RATE_EXCEEDED);
  }

  @Test
  void whatAnotherPartyReportsOfALineageOfThatNameIsNothingToMine() {
    JobWorld world = new JobWorld();
    world.said.add(
        (log, permit) -> log.say(SampleLog.order(JobWorld.pause(flop("1e25")), B), START, B, C));
    reported("1e20").accept(world);
    assertThat(world.verdict()).isInstanceOf(Admit.class);
    world.said.add((log, permit) ->
        log.say(
            SamplePermits.report(0, 1, Optional.empty(), training("1e30", Optional.empty())),
            START,
            B));
    assertThat(world.verdict()).isInstanceOf(Admit.class);
  }

  @Test
  void aJobThatNothingReachesNeedsNoPermit() {
    JobWorld world = new JobWorld();
    world.naming = false;
    world.operation = OperationKind.INFERENCE;
    assertThat(world.verdict()).isEqualTo(new Admit(Optional.empty()));
  }

  @Test
  void anUnknownLineageIsAboveEveryThreshold() {
    JobWorld world = new JobWorld();
    world.said.add(
        (log, permit) -> log.say(SampleLog.order(JobWorld.pause(flop("1e30")), B), START, B, C));
    assertThat(((Refuse) world.verdict()).reason()).isEqualTo(Refusal.PAUSED);
    world.lineageFlop = Optional.of(flop("1e20"));
    assertThat(world.verdict()).isInstanceOf(Admit.class);
    // The larger of what is stated and what the log says.
    reported("1e23").accept(world);
    world.said.add(
        (log, permit) -> log.say(SampleLog.order(JobWorld.pause(flop("1e23")), B), START, B, C));
    assertThat(((Refuse) world.verdict()).reason()).isEqualTo(Refusal.PAUSED);
  }

  @Test
  void whatIsBelowTheChartersThresholdsNeedsNoPermitIfEverythingIsStated() {
    JobWorld world = new JobWorld();
    world.naming = false;
    world.devices = 99;
    world.lineageFlop = Optional.of(flop("1e20"));
    world.peak = Optional.of(SamplePermits.PEAK);
    world.said.add((log, permit) -> {
      // Without the cap that asks for one.
      var slow = log.facts().getLast();
      log.say(
          SampleLog.order(SampleLog.resume(slow.id(), START.plus(DAY.multipliedBy(4))), B),
          START,
          B,
          C);
    });
    assertThat(world.verdict()).isEqualTo(new Admit(Optional.empty()));
    world.peak = Optional.empty();
    assertThat(((Refuse) world.verdict()).reason()).isEqualTo(Refusal.PERMIT_MISSING);
  }
}
