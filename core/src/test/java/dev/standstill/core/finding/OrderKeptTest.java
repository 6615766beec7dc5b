package dev.standstill.core.finding;

import static dev.standstill.core.SampleGovernance.A;
import static dev.standstill.core.SampleGovernance.B;
import static dev.standstill.core.SampleGovernance.C;
import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.finding.OrderWorld.DAY_OF_TRAINING;
import static dev.standstill.core.finding.OrderWorld.NORTH;
import static dev.standstill.core.finding.OrderWorld.SOUTH;
import static dev.standstill.core.finding.OrderWorld.day;
import static dev.standstill.core.finding.OrderWorld.period;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.SampleLog;
import dev.standstill.core.SamplePermits;
import dev.standstill.core.SampleReport;
import dev.standstill.core.order.Acknowledgement;
import dev.standstill.core.order.AdoptionCondition;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Order;
import dev.standstill.core.order.Scope;
import dev.standstill.core.order.Subjects;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.permit.Permit;
import dev.standstill.core.permit.PermitBook;
import dev.standstill.core.permit.PermitChange;
import dev.standstill.core.permit.Purpose;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.Signers;
import dev.standstill.core.report.ActivityCategory;
import dev.standstill.core.rule.OperationKind;
import java.math.BigInteger;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OrderKeptTest {

  /** Pauses everyone from day 2 on: adopted on day 1, a day of grace. Both sites say they know. */
  private static OrderWorld paused() {
    OrderWorld world = new OrderWorld();
    Citation pause = world.order(SampleLog.pause(), day(1));
    world.acknowledge(NORTH, pause, day(1));
    world.acknowledge(SOUTH, pause, day(1));
    world.train(NORTH, 0, 1);
    world.train(SOUTH, 0, 1);
    return world;
  }

  private static int[] days(int from, int to) {
    return IntStream.rangeClosed(from, to).toArray();
  }

  private static OrderWorld keptByBoth() {
    OrderWorld world = paused();
    world.idle(NORTH, days(2, 8));
    world.idle(SOUTH, days(2, 8));
    return world;
  }

  @Test
  void aPauseThatEverybodyKeepsIsUpheldAtEverySite() {
    OrderWorld world = keptByBoth();

    assertThat(world.kept()).hasSize(2).allMatch(c -> c.status() == Status.UPHELD);
    Conclusion north = world.kept(NORTH);
    assertThat(north.period()).contains(new BalancePeriod(day(2), day(9)));
    assertThat(north.subject().order()).isPresent();
    assertThat(north.notEstablished()).contains(NotEstablished.KIND, NotEstablished.ELSEWHERE);
    assertThat(north.evidence()).hasSize(2 + 7);
    assertThat(north.sentence()).contains("a/north").contains("7 reports declare nothing");
  }

  @Test
  void withoutWitnessesNoOrderIsInForceAndNothingIsAsked() {
    OrderWorld world = keptByBoth();
    world.witnessed = Optional.of(0L);

    assertThat(world.kept()).isEmpty();
  }

  @Test
  void anOrderThatFewerThanTheQuorumSignedAsksNothing() {
    OrderWorld world = new OrderWorld();
    world.log.say(SampleLog.order(SampleLog.pause(), C), day(1), C);

    assertThat(world.kept()).isEmpty();
  }

  @Test
  void aSiteThatReportsTrainingUnderAPauseRefutesItself() {
    OrderWorld world = paused();
    world.idle(SOUTH, days(2, 8));
    world.idle(NORTH, days(2, 4));
    world.train(NORTH, 5);
    world.idle(NORTH, days(6, 8));

    assertThat(world.kept(SOUTH).status()).isEqualTo(Status.UPHELD);
    Conclusion north = world.kept(NORTH);
    assertThat(north.status()).isEqualTo(Status.REFUTED);
    assertThat(World.codes(north)).containsExactly(ReasonCode.IN_SCOPE_AS_DECLARED);
    assertThat(north.sentence()).contains("2.4e19 FLOP").contains("a ruling says");
  }

  @Test
  void noPermitHelpsUnderAPause() {
    OrderWorld world = paused();
    world.idle(SOUTH, days(2, 8));
    world.train(NORTH, days(2, 8));
    world.permitted = (site, area, report, activity) -> true;

    assertThat(world.reasons(NORTH)).containsExactly(ReasonCode.IN_SCOPE_AS_DECLARED);
  }

  /** North trains under a pause from day 2 on, and names the permit that it was granted. */
  private static OrderWorld exempt(Purpose purpose, int notBefore, int expires) {
    OrderWorld world = new OrderWorld();
    world.governance.permits = Optional.of(SamplePermits.exempting());
    world.begin();
    world.declare(NORTH);
    world.declare(SOUTH);
    Citation permit =
        world.log.say(
            SamplePermits.permit(
                SamplePermits.terms(fields -> {
                  fields.purpose = purpose;
                  fields.notBefore = day(notBefore);
                  fields.expires = day(expires);
                })),
            day(0),
            B,
            C);
    Citation pause = world.order(SampleLog.pause(), day(1));
    world.acknowledge(NORTH, pause, day(1));
    world.acknowledge(SOUTH, pause, day(1));
    world.idle(SOUTH, days(0, 8));
    world.idle(NORTH, 0, 1);
    for (int day : days(2, 8)) {
      world.worked(NORTH, day, activity -> activity.permit = Optional.of(permit.id()));
    }
    return world;
  }

  private static OrderWorld judged(OrderWorld world) {
    world.permitted =
        new PermitsOfLog(PermitBook.fold(world.log.history, world.log.facts(), world.log.size()));
    return world;
  }

  @Test
  void aCriticalServiceThatGoesOnUnderAPauseBreaksNothing() {
    OrderWorld world = judged(exempt(SamplePermits.CRITICAL, 0, 100));
    assertThat(world.kept(NORTH).status()).isEqualTo(Status.UPHELD);
    assertThat(judged(exempt(Purpose.ordinary(), 0, 100)).reasons(NORTH))
        .containsExactly(ReasonCode.IN_SCOPE_AS_DECLARED);
  }

  @Test
  void workOfTheSameLineageThatDoesNotNameThePermitBreaksThePause() {
    OrderWorld world = exempt(SamplePermits.CRITICAL, 0, 100);
    world.train(NORTH, 9);
    world.until = day(11);
    assertThat(judged(world).reasons(NORTH)).contains(ReasonCode.IN_SCOPE_AS_DECLARED);
  }

  @Test
  void anEmergencyExcusesItsOwnDaysAndEveryReaderHearsOfIt() {
    OrderWorld world = judged(exempt(SamplePermits.EMERGENCY, 2, 5));
    // From day 5 on the permit is over.
    assertThat(world.reasons(NORTH)).containsExactly(ReasonCode.IN_SCOPE_AS_DECLARED);
    assertThat(world.kept(NORTH).sentence()).contains("2027-01-06");
    assertThat(world.evaluate().findings())
        .filteredOn(finding -> finding.code() == FindingCode.BREAK_GLASS_USED)
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.subject().site()).contains(NORTH.name());
          assertThat(finding.detail()).contains("a hospital lost its own site", "2027-01-06");
        });
  }

  @Test
  void aDayThatThePermitCoversInPartDecidesNothing() {
    OrderWorld world = exempt(SamplePermits.CRITICAL, 0, 100);
    var permit = world.log.facts().stream().filter(f -> f.body() instanceof Permit).findFirst();
    world.log.say(
        SamplePermits.change(new PermitChange.Step.Revoke(permit.orElseThrow().id())),
        InclusionTime.at(day(8).plus(Duration.ofHours(6))),
        Signers.of(B, C));
    assertThat(judged(world).reasons(NORTH)).containsExactly(ReasonCode.SCOPE_UNCERTAIN);
  }

  @Test
  void moreThanTheBudgetOfACriticalServiceBreaksThePause() {
    OrderWorld world = exempt(SamplePermits.CRITICAL, 0, 100);
    world.report(
        NORTH,
        period(9),
        List.of(
            SampleReport.activity(fields -> {
              fields.flop = Flop.of("1000000000000000000000000");
              fields.permit =
                  world.log.facts().stream()
                      .filter(fact -> fact.body() instanceof Permit)
                      .map(fact -> fact.id())
                      .findFirst();
            })),
        1);
    world.until = day(11);
    assertThat(judged(world).reasons(NORTH)).contains(ReasonCode.IN_SCOPE_AS_DECLARED);
  }

  @Test
  void underACapWorkNeedsAPermit() {
    OrderWorld world = slowed(DAY_OF_TRAINING);
    world.train(NORTH, days(1, 8));
    world.idle(SOUTH, days(1, 8));
    world.permitted = (site, area, report, activity) -> site.equals(SOUTH);

    assertThat(world.reasons(NORTH)).containsExactly(ReasonCode.UNPERMITTED_AS_DECLARED);
    assertThat(world.kept(SOUTH).status()).isEqualTo(Status.UPHELD);
  }

  @Test
  void aPeriodOnlyPartlyPausedDecidesNothing() {
    OrderWorld world = new OrderWorld();
    Citation pause = world.order(SampleLog.pause(), day(1).plus(Duration.ofHours(12)));
    world.acknowledge(NORTH, pause, day(2));
    world.train(NORTH, 2);
    world.idle(NORTH, days(3, 8));

    assertThat(world.reasons(NORTH)).containsExactly(ReasonCode.PERIOD_STRADDLES_ORDER);
  }

  @Test
  void trainingBeforeTheGraceIsOverIsNoMatter() {
    OrderWorld world = keptByBoth();

    assertThat(world.reasons(NORTH)).isEmpty();
  }

  @Test
  void aMissingReportLeavesItUndecided() {
    OrderWorld world = paused();
    world.idle(NORTH, 2, 3, 5, 6, 7, 8);

    assertThat(world.reasons(NORTH)).contains(ReasonCode.NOT_REPORTED);
    assertThat(world.kept(NORTH).status()).isEqualTo(Status.UNDECIDED);
  }

  @Test
  void withheldReadingsLeaveItUndecided() {
    OrderWorld world = keptByBoth();
    world.readings.put(
        new Measurements.Reported(NORTH, period(4)), new ReadingsState.Withheld(List.of()));

    assertThat(world.reasons(NORTH)).containsExactly(ReasonCode.WITHHELD);
  }

  @Test
  void aDamagedFileLeavesItUndecided() {
    OrderWorld world = keptByBoth();
    world.readings.put(
        new Measurements.Reported(NORTH, period(4)), new ReadingsState.Damaged("not its digest"));

    assertThat(world.reasons(NORTH)).containsExactly(ReasonCode.EVIDENCE_DAMAGED);
  }

  @Test
  void damagedBytesRefuteNobody() {
    OrderWorld world = paused();
    world.train(NORTH, days(2, 8));
    world.source =
        new SourceState(
            "example.org/log",
            List.of(new SourceState.SourceDefect("tile/0/000", "wrong hash")),
            false,
            true,
            true);

    assertThat(world.kept()).allMatch(c -> c.status() == Status.UNDECIDED);
    assertThat(world.reasons(NORTH)).containsExactly(ReasonCode.EVIDENCE_DAMAGED);
  }

  @Test
  void energyThatNobodyExplainsOpensAQuestionAndRefutesNoOrder() {
    OrderWorld world = paused();
    // As much as hundreds of days of training take, every day: it says nothing of what ran.
    for (int day : days(2, 8)) {
      world.report(NORTH, period(day), List.of(), 50_000_000_000_000L);
    }

    assertThat(World.codes(activity(world, 8))).contains(ReasonCode.UNACCOUNTED_COMPUTE);
    assertThat(world.kept(NORTH).status()).isEqualTo(Status.UNDECIDED);
    assertThat(world.reasons(NORTH)).contains(ReasonCode.ANOMALY_OPEN);
  }

  @Test
  void aReportThatContradictsItsOwnReadingsShowsNothingOfTheOrder() {
    OrderWorld world = paused();
    world.idle(NORTH, days(2, 7));
    world.report(NORTH, period(8), List.of(), 177_120_000_000L, 200_000_000_000L);

    assertThat(world.reasons(NORTH)).contains(ReasonCode.DECLARATION_REFUTED);
    assertThat(world.kept(NORTH).status()).isEqualTo(Status.UNDECIDED);
  }

  private static Conclusion activity(OrderWorld world, int day) {
    return world.evaluate().conclusions().stream()
        .filter(c -> c.claim() == Claim.DECLARED_ACTIVITY)
        .filter(c -> c.subject().site().filter(NORTH.name()::equals).isPresent())
        .filter(c -> c.period().filter(period(day)::equals).isPresent())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aLateReceiptRefutesAndADoubtfulOneDoesNot() {
    OrderWorld late = new OrderWorld();
    Citation pause = late.order(SampleLog.pause(), day(1));
    late.acknowledge(NORTH, pause, day(3));
    late.idle(NORTH, days(2, 8));
    assertThat(late.reasons(NORTH)).containsExactly(ReasonCode.ACKNOWLEDGED_LATE);
    assertThat(late.kept(NORTH).status()).isEqualTo(Status.REFUTED);

    OrderWorld doubtful = new OrderWorld();
    Citation same = doubtful.order(SampleLog.pause(), day(1));
    doubtful.log.say(
        new Acknowledgement(NORTH.name(), same),
        new InclusionTime(Optional.of(day(1)), Optional.of(day(3))),
        Signers.of(A));
    doubtful.idle(NORTH, days(2, 8));
    assertThat(doubtful.kept(NORTH).status()).isEqualTo(Status.UPHELD);
  }

  @Test
  void silenceIsUndecidedAndAFinding() {
    OrderWorld world = new OrderWorld();
    world.order(SampleLog.pause(), day(1));
    world.idle(NORTH, days(2, 8));

    assertThat(world.reasons(NORTH)).containsExactly(ReasonCode.NOT_ACKNOWLEDGED);
    assertThat(world.evaluate().findings())
        .filteredOn(finding -> finding.code() == FindingCode.RECEIPT_OVERDUE)
        .hasSize(2)
        .allMatch(finding -> finding.subject().order().isPresent());
  }

  @Test
  void beforeAnythingIsDueNothingIsDecided() {
    OrderWorld world = new OrderWorld();
    Citation pause = world.order(SampleLog.pause(), day(1));
    world.until = day(1).plus(Duration.ofHours(6));
    assertThat(world.reasons(NORTH)).containsExactly(ReasonCode.NOT_YET_DUE);

    world.acknowledge(NORTH, pause, day(1));
    world.until = day(2).plus(Duration.ofHours(6));
    assertThat(world.reasons(NORTH)).containsExactly(ReasonCode.NOT_YET_DUE);
  }

  @Test
  void anUnreviewedPauseIsAFinding() {
    OrderWorld world = keptByBoth();
    world.until = day(31);

    assertThat(world.evaluate().findings())
        .extracting(Finding::code)
        .contains(FindingCode.REVIEW_OVERDUE);
  }

  @Test
  void aPartyThatDeclaredNoSiteIsUndecided() {
    OrderWorld world = new OrderWorld();
    world.order(
        SampleLog.order(SampleLog.pause(new Subjects.Parties(Set.of(C)), Set.of()), A, C), day(1));

    assertThat(world.kept())
        .singleElement()
        .satisfies(conclusion -> {
          assertThat(conclusion.subject()).extracting(s -> s.party()).isEqualTo(Optional.of(C));
          assertThat(conclusion.subject().site()).isEmpty();
          assertThat(World.codes(conclusion)).containsExactly(ReasonCode.NOT_DECLARED);
        });
  }

  @Test
  void anOrderBindsOnlyWhomItNames() {
    OrderWorld world = new OrderWorld();
    world.log.say(
        SampleLog.order(SampleLog.pause(new Subjects.Sites(Set.of(NORTH)), Set.of()), C, A),
        day(1),
        B,
        C);
    world.train(SOUTH, days(2, 8));
    world.idle(NORTH, days(2, 8));

    assertThat(world.kept()).hasSize(1);
    assertThat(world.reasons(NORTH)).containsExactly(ReasonCode.NOT_ACKNOWLEDGED);
  }

  @Test
  void workAfterTheReleaseIsFree() {
    OrderWorld world = paused();
    Citation pause =
        world.log.facts().stream()
            .filter(fact -> fact.body() instanceof Order)
            .map(fact -> new Citation(fact.logIndex(), fact.id()))
            .findFirst()
            .orElseThrow();
    world.order(SampleLog.resume(pause.id(), day(5)), day(2));
    world.idle(NORTH, days(2, 4));
    world.train(NORTH, days(5, 8));

    assertThat(world.kept(NORTH).status()).isEqualTo(Status.UPHELD);
    assertThat(world.kept(NORTH).period().orElseThrow().to()).isEqualTo(day(5));
  }

  @Test
  void inferenceUnderAPauseOfTrainingIsOutOfScope() {
    OrderWorld world = new OrderWorld();
    Citation pause = world.order(pauseOf(training(), Flop.ZERO), day(1));
    world.acknowledge(NORTH, pause, day(1));
    for (int day : days(2, 8)) {
      world.worked(
          NORTH,
          day,
          activity -> {
            activity.category = ActivityCategory.INFERENCE;
            activity.lineage = Optional.empty();
          });
    }

    assertThat(world.kept(NORTH).status()).isEqualTo(Status.UPHELD);
  }

  @Test
  void aReportThatDoesNotSayWhichKindOfTrainingDecidesNothing() {
    OrderWorld world = new OrderWorld();
    Citation pause =
        world.order(pauseOf(EnumSet.of(OperationKind.PRE_TRAINING), Flop.ZERO), day(1));
    world.acknowledge(NORTH, pause, day(1));
    world.train(NORTH, days(2, 8));

    assertThat(world.reasons(NORTH)).containsExactly(ReasonCode.SCOPE_UNCERTAIN);
  }

  @Test
  void aLineageCountsOverAllPeriodsSoFar() {
    Flop threeDays = new Flop(DAY_OF_TRAINING.operations().multiply(BigInteger.TWO));
    OrderWorld world = new OrderWorld();
    Citation pause = world.order(pauseOf(training(), threeDays), day(1));
    world.acknowledge(NORTH, pause, day(1));
    world.idle(NORTH, 0, 1);
    world.train(NORTH, 2, 3);
    world.idle(NORTH, days(4, 8));
    world.idle(SOUTH, days(0, 8));
    assertThat(world.kept(NORTH).status()).isEqualTo(Status.UPHELD);

    OrderWorld more = new OrderWorld();
    Citation same = more.order(pauseOf(training(), threeDays), day(1));
    more.acknowledge(NORTH, same, day(1));
    more.idle(NORTH, 0, 1);
    more.train(NORTH, 2, 3, 4);
    more.idle(NORTH, days(5, 8));
    assertThat(more.reasons(NORTH)).containsExactly(ReasonCode.IN_SCOPE_AS_DECLARED);
  }

  @Test
  void aLineageWhoseTotalNobodyKnowsIsNotHelpedByThat() {
    OrderWorld world = new OrderWorld();
    Citation pause = world.order(pauseOf(training(), Flop.of("1000000000000000000000")), day(1));
    world.acknowledge(NORTH, pause, day(1));
    world.train(NORTH, days(2, 8));

    // Days 0 and 1 were never reported.
    assertThat(world.reasons(NORTH)).containsExactly(ReasonCode.SCOPE_UNCERTAIN);
  }

  private static Measure.Pause pauseOf(Set<OperationKind> kinds, Flop above) {
    return new Measure.Pause(
        new Scope(new Subjects.Everyone(), kinds, above), DAY, SampleLog.terms(Set.of()));
  }

  private static Set<OperationKind> training() {
    Set<OperationKind> kinds = EnumSet.allOf(OperationKind.class);
    kinds.removeIf(kind -> !kind.trains());
    return kinds;
  }

  private static OrderWorld slowed(Flop cap) {
    OrderWorld world = new OrderWorld();
    Citation slow =
        world.order(
            new Measure.Slow(
                SampleLog.scope(new Subjects.Everyone()), cap, SampleLog.terms(Set.of())),
            day(1));
    world.acknowledge(NORTH, slow, day(1));
    world.acknowledge(SOUTH, slow, day(1));
    return world;
  }

  @Test
  void aCapIsKeptExactlyUpToItsLastOperation() {
    OrderWorld kept = slowed(DAY_OF_TRAINING);
    kept.train(NORTH, days(1, 8));
    kept.idle(SOUTH, days(1, 8));
    assertThat(kept.kept()).hasSize(3).allMatch(c -> c.status() == Status.UPHELD);

    Flop oneLess = new Flop(DAY_OF_TRAINING.operations().subtract(BigInteger.ONE));
    OrderWorld broken = slowed(oneLess);
    broken.train(NORTH, days(1, 8));
    broken.idle(SOUTH, days(1, 8));
    assertThat(broken.reasons(NORTH)).containsExactly(ReasonCode.CAP_EXCEEDED_AS_DECLARED);
    assertThat(broken.kept(SOUTH).status()).isEqualTo(Status.UPHELD);
  }

  @Test
  void whatSeveralExceedTogetherRefutesNoneOfThemAlone() {
    OrderWorld world = slowed(DAY_OF_TRAINING);
    world.train(NORTH, days(1, 8));
    world.train(SOUTH, 1);
    world.idle(SOUTH, days(2, 8));

    assertThat(world.reasons(NORTH)).containsExactly(ReasonCode.CAP_EXCEEDED_TOGETHER);
    assertThat(world.reasons(SOUTH)).containsExactly(ReasonCode.CAP_EXCEEDED_TOGETHER);
    assertThat(world.kept())
        .filteredOn(c -> c.subject().party().isEmpty())
        .singleElement()
        .satisfies(all -> {
          assertThat(all.status()).isEqualTo(Status.REFUTED);
          assertThat(World.codes(all)).containsExactly(ReasonCode.CAP_EXCEEDED_AS_DECLARED);
        });
  }

  @Test
  void aReviewHeldLateDoesNotUndoTheStepDownBeforeIt() {
    OrderWorld world = new OrderWorld();
    world.governance.stepDown = Optional.of(DAY_OF_TRAINING);
    world.begin();
    world.declare(NORTH);
    world.declare(SOUTH);
    Citation pause = world.order(SampleLog.pause(), day(1));
    world.acknowledge(NORTH, pause, day(1));
    world.order(new Measure.Extend(pause.id(), day(60)), day(34));
    world.idle(NORTH, days(0, 29));
    world.train(NORTH, days(30, 34));
    world.idle(NORTH, days(35, 37));
    world.until = day(39);
    assertThat(world.reasons(NORTH)).isEmpty();

    world.train(NORTH, 38);
    world.until = day(40);
    assertThat(world.reasons(NORTH)).containsExactly(ReasonCode.IN_SCOPE_AS_DECLARED);
  }

  @Test
  void aConditionalPauseIsOwedOnlyOnceTheOthersHaveAdoptedIt() {
    OrderWorld world = new OrderWorld();
    Order pause = conditional(Set.of(B));
    world.log.say(pause, day(1), A, C);
    Citation order = world.log.say(pause, day(4), A, B, C);
    world.acknowledge(NORTH, order, day(2));
    world.train(NORTH, days(0, 4));
    world.idle(NORTH, days(5, 8));
    world.idle(SOUTH, days(0, 8));

    assertThat(world.kept(NORTH).status()).isEqualTo(Status.UPHELD);
    assertThat(world.kept(NORTH).period().orElseThrow().from()).isEqualTo(day(5));
  }

  @Test
  void aConditionalPauseFallsAwayWhenTheOthersStaySilentBeyondTimeliness() {
    OrderWorld world = new OrderWorld();
    world.governance.timeliness = DAY.multipliedBy(3);
    world.begin();
    world.declare(NORTH);
    world.declare(SOUTH);
    Citation order = world.order(conditional(Set.of(B)), day(1));
    world.acknowledge(NORTH, order, day(1));
    world.idle(NORTH, days(0, 3));
    // Nothing upheld of the other party since its adoption: three days, then the condition fails.
    world.train(NORTH, days(5, 8));

    assertThat(world.reasons(NORTH)).doesNotContain(ReasonCode.IN_SCOPE_AS_DECLARED);
  }

  private static Order conditional(Set<PartyId> adopters) {
    return new Order(
        SampleLog.pause(),
        C,
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.of(
            new AdoptionCondition(
                new AdoptionCondition.Adopters.Named(adopters), Optional.empty())),
        "we stop if they do");
  }

  @Test
  void whatRanForNoFlopStillRan() {
    OrderWorld world = paused();
    world.idle(NORTH, days(2, 7));
    world.worked(
        NORTH,
        8,
        activity -> {
          activity.flop = Flop.ZERO;
          activity.deviceTime = DeviceTime.of(8, period(8));
        });

    assertThat(world.reasons(NORTH)).contains(ReasonCode.IN_SCOPE_AS_DECLARED);
  }
}
