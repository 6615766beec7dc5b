package dev.standstill.core.order;

import static dev.standstill.core.SampleGovernance.A;
import static dev.standstill.core.SampleGovernance.B;
import static dev.standstill.core.SampleGovernance.C;
import static dev.standstill.core.SampleGovernance.CONDITION;
import static dev.standstill.core.SampleGovernance.D;
import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.SampleGovernance.START;
import static dev.standstill.core.SampleLog.CAP;
import static dev.standstill.core.SampleLog.SITE_A;
import static dev.standstill.core.SampleLog.SITE_B;
import static dev.standstill.core.SampleLog.order;
import static dev.standstill.core.SampleLog.pause;
import static dev.standstill.core.SampleLog.resume;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.SampleGovernance;
import dev.standstill.core.SampleLog;
import dev.standstill.core.SampleReport;
import dev.standstill.core.charter.Action;
import dev.standstill.core.decision.Appeal;
import dev.standstill.core.order.AdoptionCondition.Adopters;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.Signers;
import dev.standstill.core.rule.OperationKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One line of an order's life at a time, read as the charter's parties would. */
class OrderLifeTest {
  private static final Flop SMALL = Flop.of("10");
  private final SampleLog log =
      new SampleLog(SampleGovernance.charter(c -> c.stepDown = Optional.of(SMALL)));

  private static Instant day(int day) {
    return START.plus(DAY.multipliedBy(day));
  }

  private OrderLife life(Digest id, int day) {
    return life(id, day, Circumstances.witnessed(log.size()));
  }

  private OrderLife life(Digest id, int day, Circumstances circumstances) {
    return log.state(circumstances).life(id, Moment.of(day(day))).orElseThrow();
  }

  private Duty duty(int day) {
    return log.state().at(Moment.of(day(day))).duty(SITE_A, OperationKind.PRE_TRAINING, Flop.ZERO);
  }

  private Digest paused() {
    return log.say(order(pause()), day(0), A, B).id();
  }

  @Test
  void aPauseHaltsEverySiteAfterTheGrace() {
    paused();
    assertThat(duty(1)).isEqualTo(new Duty.Halt(DAY, Optional.of(day(1))));
  }

  @Test
  void aSiteOwesAReceiptOfWhatBindsItUntilItSendsOne() {
    Digest pause = log.say(order(pause()), day(0), A).id();
    assertThat(log.state().owedReceipts(SITE_A)).isEmpty();
    // It is adopted at its second inclusion, and that is what a receipt cites.
    Citation adopted = log.say(order(pause()), day(0), A, B);
    log.say(order(SampleLog.resume(pause, day(4))), day(1), A, C);
    assertThat(log.state().owedReceipts(SITE_A)).containsExactly(adopted);
    Circumstances unseen = Circumstances.witnessed(adopted.logIndex());
    assertThat(log.state(unseen).owedReceipts(SITE_A)).isEmpty();
    log.say(new Acknowledgement("north", adopted), day(1), A);
    assertThat(log.state().owedReceipts(SITE_A)).isEmpty();
    assertThat(log.state().owedReceipts(SITE_B)).containsExactly(adopted);
  }

  @Test
  void aStagedResumeEasesAndThenLifts() {
    Digest pause = paused();
    Digest resume =
        log.say(
                order(
                    new Measure.Resume(
                        pause,
                        List.of(
                            new Measure.Resume.Stage(day(4), Optional.of(CAP)),
                            new Measure.Resume.Stage(day(6), Optional.empty())))),
                day(1),
                A,
                C)
            .id();
    assertThat(life(resume, 3))
        .isEqualTo(new OrderLife.Adopted(101, OrderLife.Waiting.EFFECT_TIME));
    assertThat(duty(3)).isInstanceOf(Duty.Halt.class);
    assertThat(life(pause, 4)).isEqualTo(new OrderLife.Eased(resume, CAP));
    assertThat(duty(5)).isEqualTo(new Duty.Cap(CAP));
    assertThat(life(pause, 6)).isEqualTo(new OrderLife.Lifted(resume));
    assertThat(duty(6)).isEqualTo(new Duty.Free());
  }

  @Test
  void aClockThatRunsAheadReleasesNobody() {
    Digest pause = paused();
    log.say(order(resume(pause, day(4))), day(1), A, C);
    Moment ahead = new Moment(day(3), day(50));
    assertThat(log.state().at(ahead).duty(SITE_A, OperationKind.PRE_TRAINING, Flop.ZERO))
        .isNotEqualTo(new Duty.Free());
  }

  @Test
  void aReleaseThatNobodyVouchesTheTimeOfIsRefused() {
    Digest pause = paused();
    Digest resume =
        log.say(order(resume(pause, day(4))), InclusionTime.UNKNOWN, Signers.of(A, C)).id();
    assertThat(life(resume, 9))
        .isEqualTo(new OrderLife.Refused(OrderDefect.INCLUSION_TIME_UNKNOWN));
  }

  @Test
  void anUnreviewedPauseStepsDownAndAReviewRestoresIt() {
    Digest pause = paused();
    assertThat(life(pause, 29)).isInstanceOf(OrderLife.InForce.class);
    assertThat(life(pause, 30)).isEqualTo(new OrderLife.SteppedDown(SMALL));
    assertThat(duty(30)).isEqualTo(new Duty.Cap(SMALL));
    log.say(order(new Measure.Extend(pause, day(80))), day(31), B, A);
    assertThat(life(pause, 40)).isInstanceOf(OrderLife.InForce.class);
    Digest sooner = log.say(order(new Measure.Extend(pause, day(50))), day(41), A, B).id();
    assertThat(life(sooner, 42)).isEqualTo(new OrderLife.Refused(OrderDefect.REVIEW_OUT_OF_ORDER));
  }

  @Test
  void withoutACapToStepDownToAnUnreviewedPauseStaysAndIsAFinding() {
    SampleLog strict = new SampleLog(SampleGovernance.charter(c -> {}));
    Digest pause = strict.say(order(pause()), day(0), A, B).id();
    assertThat(strict.state().life(pause, Moment.of(day(300))))
        .contains(new OrderLife.InForce(100, Set.of(), true));
  }

  @Test
  void anAmendmentBindsAtOnceAndTheOldOneUntilItsTime() {
    Digest pause = paused();
    Digest amendment =
        log.say(order(new Measure.Amend(pause, SampleLog.slow(), day(4))), day(1), A, C).id();
    assertThat(log.state().at(Moment.of(day(2))).of(SITE_B)).hasSize(2);
    assertThat(duty(3)).isInstanceOf(Duty.Halt.class);
    assertThat(life(pause, 4)).isEqualTo(new OrderLife.Replaced(amendment));
    assertThat(duty(4)).isEqualTo(new Duty.Cap(CAP));
  }

  @Test
  void anAppealSuspendsNothingAStayDoesForAWhile() {
    Digest pause = paused();
    Citation appeal = log.say(new Appeal(new Citation(100, pause), "wrong"), day(1), C);
    assertThat(duty(2)).isInstanceOf(Duty.Halt.class);
    Digest stay =
        log.say(order(new Measure.Stay(pause, appeal.id(), day(4), day(6)), B), day(1), B, C).id();
    assertThat(duty(3)).isInstanceOf(Duty.Halt.class);
    assertThat(life(pause, 5)).isEqualTo(new OrderLife.Stayed(stay, day(6)));
    assertThat(duty(5)).isEqualTo(new Duty.Free());
    assertThat(duty(6)).isInstanceOf(Duty.Halt.class);
    assertThat(life(stay, 7)).isEqualTo(new OrderLife.Lapsed());
  }

  @Test
  void aStayLastsNoLongerThanAPauseMayGoUnreviewedAndAnAppealCarriesOne() {
    Digest pause = paused();
    Citation appeal = log.say(new Appeal(new Citation(100, pause), "wrong"), day(1), C);
    assertThat(life(stayed(pause, appeal, 4, 95), 5))
        .isEqualTo(new OrderLife.Refused(OrderDefect.STAY_TOO_LONG));
    Digest longest = stayed(pause, appeal, 4, 94);
    assertThat(life(pause, 5)).isEqualTo(new OrderLife.Stayed(longest, day(94)));
    assertThat(life(stayed(pause, appeal, 94, 96), 5))
        .isEqualTo(new OrderLife.Refused(OrderDefect.APPEAL_CARRIES_A_STAY));
    assertThat(life(pause, 95)).isNotInstanceOf(OrderLife.Stayed.class);
  }

  @Test
  void aStayHoldsUpAReleaseNoLongerThanAPauseMayGoUnreviewed() {
    Citation resume = log.say(order(resume(paused(), day(4))), day(1), A, C);
    Citation appeal = log.say(new Appeal(resume, "too soon"), day(1), B);
    assertThat(life(stayed(resume.id(), appeal, 94, 95), 2))
        .isEqualTo(new OrderLife.Refused(OrderDefect.STAY_TOO_LONG));
    assertThat(life(stayed(resume.id(), appeal, 4, 94), 2)).isInstanceOf(OrderLife.InForce.class);
  }

  private Digest stayed(Digest order, Citation appeal, int from, int until) {
    return log.say(
            order(new Measure.Stay(order, appeal.id(), day(from), day(until)), B), day(1), B, C)
        .id();
  }

  @Test
  void anAmendmentThatLeavesSomebodyOutNeedsTheQuorumOfAReleaseToo() {
    SampleLog own =
        new SampleLog(
            SampleGovernance.charter(c -> {
              c.parties = List.of(A, B, C, D);
              c.quorum = Quorum.of(2, A, B, C, D);
              c.quorums.put(Action.RESUME, Quorum.of(3, A, B, C, D));
            }));
    Digest pause = own.say(order(pause()), day(0), A, B, C).id();
    Measure.Pause onB = pause(new Subjects.Parties(Set.of(B)), Set.of());
    Order narrow = order(new Measure.Amend(pause, onB, day(4)), A, B);
    Digest narrowed = own.say(narrow, day(1), A, C).id();
    Moment later = Moment.of(day(5));
    assertThat(own.state().life(narrowed, later).orElseThrow())
        .isInstanceOf(OrderLife.Proposed.class);
    assertThat(own.state().at(later).of(SITE_A)).hasSize(1);
    Digest all =
        own.say(order(new Measure.Amend(pause, SampleLog.slow(), day(6))), day(1), A, C).id();
    assertThat(own.state().life(pause, Moment.of(day(6)))).contains(new OrderLife.Replaced(all));
    own.say(narrow, day(1), A, C, D);
    assertThat(own.state().at(later).of(SITE_A)).hasSize(1);
    assertThat(own.state().life(pause, later)).contains(new OrderLife.Replaced(narrowed));
  }

  @Test
  void subjectsCoverOthersOnlyIfTheyBindAllOfThem() {
    Subjects everyone = new Subjects.Everyone();
    Subjects a = new Subjects.Parties(Set.of(A));
    Subjects both = new Subjects.Parties(Set.of(A, B));
    Subjects site = new Subjects.Sites(Set.of(SITE_A));
    assertThat(both.coversAll(everyone)).isFalse();
    assertThat(everyone.coversAll(both)).isTrue();
    assertThat(both.coversAll(a)).isTrue();
    assertThat(a.coversAll(both)).isFalse();
    assertThat(a.coversAll(site)).isTrue();
    assertThat(site.coversAll(a)).isFalse();
    assertThat(site.coversAll(site)).isTrue();
  }

  @Test
  void aStayWithoutAnAppealIsRefused() {
    Digest pause = paused();
    Digest stay =
        log.say(
                order(new Measure.Stay(pause, SampleReport.digest(3), day(4), day(6)), B),
                day(1),
                B,
                C)
            .id();
    assertThat(life(stay, 5)).isEqualTo(new OrderLife.Refused(OrderDefect.APPEAL_NOT_FOUND));
  }

  @Test
  void whatIsInForceCannotBeWithdrawnAndWhatIsToComeCan() {
    Digest pause = paused();
    Digest late = log.say(order(new Measure.Withdraw(pause), B), day(1), B, C).id();
    assertThat(life(late, 1)).isEqualTo(new OrderLife.Refused(OrderDefect.TARGET_IN_EFFECT));
    Digest resume = log.say(order(resume(pause, day(4))), day(1), A, C).id();
    Digest withdrawal = log.say(order(new Measure.Withdraw(resume), B), day(2), B, C).id();
    assertThat(life(resume, 5)).isEqualTo(new OrderLife.Withdrawn(withdrawal));
    assertThat(duty(5)).isInstanceOf(Duty.Halt.class);
  }

  @Test
  void whomAnOrderExcludesNeitherCountsInItsEnd() {
    Subjects subjects = new Subjects.Parties(Set.of(A));
    Digest pause = log.say(order(pause(subjects, Set.of()), B, A), day(0), B, C).id();
    assertThat(duty(1)).isInstanceOf(Duty.Halt.class);
    assertThat(log.state().at(Moment.of(day(1))).of(SITE_B)).isEmpty();
    Digest spared = log.say(order(resume(pause, day(4)), B, A), day(1), B, A).id();
    assertThat(life(spared, 5)).isInstanceOf(OrderLife.Proposed.class);
    Digest unlisted = log.say(order(resume(pause, day(4)), B), day(1), B, C).id();
    assertThat(life(unlisted, 5)).isEqualTo(new OrderLife.Refused(OrderDefect.ACCUSED_NOT_LISTED));
    Digest fair = log.say(order(resume(pause, day(5)), B, A), day(1), B, C).id();
    assertThat(life(pause, 5)).isEqualTo(new OrderLife.Lifted(fair));
  }

  @Test
  void theLiftConditionsAreThoseReadAtItsTimeAndALapsedReleaseStaysLapsed() {
    Digest pause =
        log.say(order(pause(new Subjects.Everyone(), Set.of(CONDITION))), day(0), A, B).id();
    Digest resume = log.say(order(resume(pause, day(4))), day(1), A, C).id();
    assertThat(life(resume, 9)).isEqualTo(new OrderLife.Lapsed());
    assertThat(life(resume, 9, read(5, true))).isEqualTo(new OrderLife.Lapsed());
    assertThat(life(pause, 9, read(5, true))).isInstanceOf(OrderLife.InForce.class);
    assertThat(life(pause, 9, read(3, true))).isEqualTo(new OrderLife.Lifted(resume));
    assertThat(life(pause, 9, read(3, false))).isInstanceOf(OrderLife.InForce.class);
  }

  private Circumstances read(int day, boolean met) {
    return new Circumstances(
        log.size(),
        Proceedings.NONE,
        Set.of(),
        List.of(new Circumstances.ConditionReading(CONDITION, day(day), met)),
        Optional.of(List.of()),
        Optional.of(Map.of()),
        Set.of());
  }

  @Test
  void receiptsAndConclusionsMoveItOn() {
    Digest pause = paused();
    log.say(new Acknowledgement("north", new Citation(100, pause)), day(1), A);
    Circumstances both = sites(Set.of());
    assertThat(life(pause, 2, both)).isEqualTo(new OrderLife.InForce(100, Set.of(SITE_B), false));
    assertThat(log.state(both).overdueReceipts(pause, Moment.of(day(1)))).isEmpty();
    assertThat(log.state(both).overdueReceipts(pause, Moment.of(day(2)))).containsExactly(SITE_B);
    log.say(new Acknowledgement("south", new Citation(100, pause)), day(1), B);
    assertThat(life(pause, 2, sites(Set.of()))).isEqualTo(new OrderLife.Acknowledged(100, false));
    Set<Circumstances.Kept> kept =
        Set.of(new Circumstances.Kept(pause, SITE_A), new Circumstances.Kept(pause, SITE_B));
    assertThat(life(pause, 2, sites(kept))).isEqualTo(new OrderLife.Verified(100, false));
  }

  private Circumstances sites(Set<Circumstances.Kept> kept) {
    return new Circumstances(
        log.size(),
        Proceedings.NONE,
        Set.of(SITE_A, SITE_B),
        List.of(),
        Optional.of(List.of()),
        Optional.of(Map.of()),
        kept);
  }

  @Test
  void aConditionalPauseWaitsForOthersAndEndsWithTheirKeepingIt() {
    SampleLog own =
        new SampleLog(SampleGovernance.charter(c -> c.timeliness = DAY.multipliedBy(3)));
    Order conditional =
        conditional(new AdoptionCondition(new Adopters.Named(Set.of(C)), Optional.of(SMALL)));
    Digest pause = own.say(conditional, day(0), A, B).id();
    assertThat(at(own, pause, 1, List.of()))
        .isEqualTo(new OrderLife.Adopted(100, OrderLife.Waiting.CONDITION));
    own.say(conditional, day(1), C);
    assertThat(at(own, pause, 2, List.of())).isInstanceOf(OrderLife.InForce.class);
    List<Circumstances.Standing> broken =
        List.of(
            new Circumstances.Standing(C, day(1), true),
            new Circumstances.Standing(C, day(5), false));
    assertThat(at(own, pause, 8, broken)).isInstanceOf(OrderLife.InForce.class);
    assertThat(at(own, pause, 9, broken))
        .isEqualTo(new OrderLife.ConditionFailed(Optional.of(SMALL)));
  }

  @Test
  void aShareOfTheKnownComputeMustHaveAdopted() {
    Order conditional =
        conditional(
            new AdoptionCondition(
                new Adopters.Share(new PartsPerMillion(600_000)), Optional.empty()));
    Digest pause = log.say(conditional, day(0), A, B).id();
    assertThat(at(log, pause, 1, List.of())).isInstanceOf(OrderLife.Adopted.class);
    log.say(conditional, day(1), C);
    assertThat(at(log, pause, 1, List.of())).isInstanceOf(OrderLife.InForce.class);
  }

  @Test
  void aConditionalPauseGoesOnWhereNoConclusionsWereDrawn() {
    SampleLog own =
        new SampleLog(SampleGovernance.charter(c -> c.timeliness = DAY.multipliedBy(3)));
    Order conditional =
        conditional(new AdoptionCondition(new Adopters.Named(Set.of(A, B)), Optional.empty()));
    Digest pause = own.say(conditional, day(0), A, B).id();
    Obligations late = own.state().at(Moment.of(day(20)));
    assertThat(late.duty(SITE_A, OperationKind.PRE_TRAINING, Flop.ZERO))
        .isInstanceOf(Duty.Halt.class);
    // Conclusions were drawn, and none of them says that they keep it.
    assertThat(at(own, pause, 20, List.of()))
        .isEqualTo(new OrderLife.ConditionFailed(Optional.empty()));
  }

  @Test
  void aPauseThatWaitsForAShareBindsWhereNobodySuppliesShares() {
    Order conditional =
        conditional(
            new AdoptionCondition(
                new Adopters.Share(new PartsPerMillion(900_000)), Optional.empty()));
    Digest pause = log.say(conditional, day(0), A, B).id();
    assertThat(duty(1)).isInstanceOf(Duty.Halt.class);
    assertThat(at(log, pause, 1, List.of())).isInstanceOf(OrderLife.Adopted.class);
    Digest back = log.say(order(new Measure.Withdraw(pause), B), day(1), B, C).id();
    assertThat(life(back, 2)).isEqualTo(new OrderLife.Refused(OrderDefect.TARGET_IN_EFFECT));
  }

  private static Order conditional(AdoptionCondition condition) {
    return new Order(
        pause(), A, Set.of(), Set.of(), Optional.empty(), Optional.of(condition), "if you do");
  }

  private static OrderLife at(
      SampleLog log, Digest id, int day, List<Circumstances.Standing> standings) {
    Map<PartyId, PartsPerMillion> compute =
        Map.of(
            A, new PartsPerMillion(300_000),
            B, new PartsPerMillion(200_000),
            C, new PartsPerMillion(400_000));
    Circumstances circumstances =
        new Circumstances(
            log.size(),
            Proceedings.NONE,
            Set.of(),
            List.of(),
            Optional.of(standings),
            Optional.of(compute),
            Set.of());
    return log.state(circumstances).life(id, Moment.of(day(day))).orElseThrow();
  }

  @Test
  void aPauseShownDirectlyBindsUntilTheLogSaysOtherwise() {
    PresentedOrder shown = shown(order(pause()), A, B);
    assertThat(presented(shown)).isEqualTo(new Duty.Halt(DAY, Optional.empty()));
    assertThat(presented(shown(order(pause()), A))).isEqualTo(new Duty.Free());
    assertThat(presented(shown(order(SampleLog.slow()), A, B))).isEqualTo(new Duty.Free());
    Digest logged = paused();
    log.say(order(resume(logged, day(4))), day(1), A, C);
    PresentedOrder again =
        new PresentedOrder(logged, order(pause()), log.history.latest().id(), Set.of(A, B));
    assertThat(presented(again)).isEqualTo(new Duty.Free());
  }

  private PresentedOrder shown(Order order, PartyId... signers) {
    return new PresentedOrder(
        SampleReport.digest(77), order, log.history.latest().id(), Set.of(signers));
  }

  private Duty presented(PresentedOrder shown) {
    return log.state()
        .at(Moment.of(day(9)), List.of(shown))
        .duty(SITE_A, OperationKind.PRE_TRAINING, Flop.ZERO);
  }

  @Test
  void theStricterOfTwoHolds() {
    log.say(order(SampleLog.slow(), B), day(0), B, C);
    assertThat(duty(1)).isEqualTo(new Duty.Cap(CAP));
    paused();
    assertThat(duty(1)).isInstanceOf(Duty.Halt.class);
  }
}
