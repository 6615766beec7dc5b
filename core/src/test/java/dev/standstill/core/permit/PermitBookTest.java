package dev.standstill.core.permit;

import static dev.standstill.core.SampleGovernance.A;
import static dev.standstill.core.SampleGovernance.B;
import static dev.standstill.core.SampleGovernance.C;
import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.SampleGovernance.START;
import static dev.standstill.core.SamplePermits.NOTICE;
import static dev.standstill.core.SamplePermits.change;
import static dev.standstill.core.SamplePermits.flop;
import static dev.standstill.core.SamplePermits.permit;
import static dev.standstill.core.SamplePermits.request;
import static dev.standstill.core.SamplePermits.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.SampleGovernance;
import dev.standstill.core.SampleLog;
import dev.standstill.core.SamplePermits;
import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.PermitRules;
import dev.standstill.core.charter.Validity;
import dev.standstill.core.order.Moment;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.permit.PermitChange.Step;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.Signers;
import dev.standstill.core.record.StatementBody;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the log makes of permits, one rule at a time. */
class PermitBookTest {
  private static final Instant LATER = START.plus(DAY.multipliedBy(20));
  private final SampleLog log = new SampleLog(SamplePermits.charter());

  private Citation say(StatementBody body, PartyId... signers) {
    return log.say(body, START, signers);
  }

  private PermitLife life(Citation said) {
    return life(said, Moment.of(LATER), log.size());
  }

  private PermitLife life(Citation said, Moment moment, long witnessed) {
    return PermitBook.fold(log.history, log.facts(), witnessed)
        .life(said.id(), moment)
        .orElseThrow();
  }

  private Optional<PermitDefect> outcome(Citation change) {
    return PermitBook.fold(log.history, log.facts(), log.size())
        .change(change.id())
        .orElseThrow()
        .defect();
  }

  @Test
  void everySubsetOfSignersGrantsExactlyWhenTwoOthersThanTheBeneficiaryAgree() {
    List<PartyId> parties = List.of(A, B, C);
    for (int bits = 1; bits < 8; bits++) {
      SampleLog one = new SampleLog(SamplePermits.charter());
      Set<PartyId> signers = new HashSet<>();
      for (int i = 0; i < 3; i++) {
        if ((bits >> i & 1) == 1) {
          signers.add(parties.get(i));
        }
      }
      Citation said =
          one.say(permit(terms()), InclusionTime.at(START), new Signers(signers, Set.of()));
      PermitLife life =
          PermitBook.fold(one.history, one.facts(), one.size())
              .life(said.id(), Moment.of(LATER))
              .orElseThrow();
      assertThat(life instanceof PermitLife.Live)
          .as("signed by %s", signers)
          .isEqualTo(signers.contains(B) && signers.contains(C));
    }
  }

  @Test
  void aDoubtedSignatureGrantsNothing() {
    Citation said =
        log.say(permit(terms()), InclusionTime.at(START), new Signers(Set.of(B, C), Set.of(C)));
    assertThat(life(said)).isInstanceOf(PermitLife.Proposed.class);
  }

  @Test
  void aGrantWaitsForWitnessesForItsDayAndForAKnownTime() {
    Citation said = say(permit(terms(f -> f.notBefore = START.plus(DAY.multipliedBy(5)))), B, C);
    Moment before = Moment.of(START.plus(DAY));
    assertThat(life(said, before, log.size())).isInstanceOf(PermitLife.NotYetValid.class);
    // The site's own clock is not what a permit begins by.
    assertThat(life(said, new Moment(before.logTime(), LATER), log.size()))
        .isInstanceOf(PermitLife.NotYetValid.class);
    assertThat(life(said, Moment.of(LATER), said.logIndex()))
        .isInstanceOf(PermitLife.NotYetValid.class);
    assertThat(life(said)).isInstanceOf(PermitLife.Live.class);
    Citation untimed =
        log.say(permit(terms(f -> f.lineage = "other")), InclusionTime.UNKNOWN, Signers.of(B, C));
    assertThat(life(untimed))
        .isEqualTo(new PermitLife.Refused(untimed, PermitDefect.INCLUSION_TIME_UNKNOWN));
  }

  @Test
  void expiryGoesByWhicheverClockIsLater() {
    Citation said = say(permit(terms()), B, C);
    Instant end = START.plus(DAY.multipliedBy(365));
    assertThat(life(said, new Moment(LATER, end), log.size()))
        .isInstanceOf(PermitLife.Expired.class);
    assertThat(life(said, new Moment(LATER, end.minusNanos(1)), log.size()))
        .isInstanceOf(PermitLife.Live.class);
  }

  @Test
  void theCharterBoundsLengthAndBudget() {
    assertThat(life(say(permit(terms(f -> f.expires = START.plus(DAY.multipliedBy(366)))), B, C)))
        .isInstanceOfSatisfying(
            PermitLife.Refused.class,
            life -> assertThat(life.defect()).isEqualTo(PermitDefect.LASTS_TOO_LONG));
    assertThat(life(say(permit(terms(f -> f.budget = flop("1.1e25"))), B, C)))
        .isInstanceOfSatisfying(
            PermitLife.Refused.class,
            life -> assertThat(life.defect()).isEqualTo(PermitDefect.BUDGET_TOO_LARGE));
  }

  @Test
  void silenceIsApprovalAfterAWholeNoticeFromTheLatestTimeItCanHaveBeenLogged() {
    Citation asked =
        log.say(
            request(terms()),
            new InclusionTime(Optional.of(START), Optional.of(START.plus(DAY))),
            Signers.of(A));
    Instant from = START.plus(DAY).plus(NOTICE);
    assertThat(life(asked, Moment.of(from.minusNanos(1)), log.size()))
        .isEqualTo(new PermitLife.Requested(asked, Optional.of(from)));
    // Not by the site's own clock: the log's time is the same for all.
    assertThat(life(asked, new Moment(from.minusNanos(1), from), log.size()))
        .isInstanceOf(PermitLife.Requested.class);
    assertThat(life(asked, Moment.of(from), log.size())).isInstanceOf(PermitLife.Live.class);
    assertThat(life(asked, Moment.of(from), asked.logIndex()))
        .isInstanceOf(PermitLife.NotYetValid.class);
  }

  @Test
  void silenceIsNoApprovalWithoutAKnownTimeOrWhereTheCharterDoesNotSaySo() {
    Citation untimed = log.say(request(terms()), InclusionTime.UNKNOWN, Signers.of(A));
    assertThat(life(untimed)).isEqualTo(new PermitLife.Requested(untimed, Optional.empty()));
    SampleLog strict =
        new SampleLog(
            SampleGovernance.charter(f ->
                f.permits =
                    Optional.of(
                        new PermitRules(
                            SamplePermits.rules().scope(),
                            NOTICE,
                            false,
                            DAY.multipliedBy(365),
                            Optional.empty()))));
    Citation asked = strict.say(request(terms()), START, A);
    assertThat(
            PermitBook.fold(strict.history, strict.facts(), strict.size())
                .life(asked.id(), Moment.of(LATER)))
        .contains(new PermitLife.Requested(asked, Optional.empty()));
  }

  @Test
  void aQuorumRefusesARequestAndTheRequesterHasNoVoiceInIt() {
    Citation asked = say(request(terms()), A);
    Citation notEnough = say(change(new Step.Refuse(asked.id())), A, B);
    assertThat(life(asked)).isInstanceOf(PermitLife.Live.class);
    assertThat(outcome(notEnough)).isEmpty();
    Citation refused = say(change(new Step.Refuse(asked.id()), C), B, C);
    assertThat(life(asked))
        .isEqualTo(new PermitLife.Refused(refused, PermitDefect.REFUSED_BY_QUORUM));
  }

  @Test
  void onlyWhoseSiteItIsMayAskAndAStrangersCopyStopsNobody() {
    Citation copied = say(request(terms()), B);
    assertThat(life(copied)).isEqualTo(new PermitLife.Refused(copied, PermitDefect.NOT_ITS_SITE));
    Citation asked = say(request(terms()), A);
    assertThat(asked.id()).isEqualTo(copied.id());
    assertThat(life(asked)).isInstanceOf(PermitLife.Live.class);
  }

  @Test
  void anAnswerTakesTheRequestsPlaceOnce() {
    Citation asked = say(request(terms()), A);
    Citation answer = say(SamplePermits.answer(terms(f -> f.budget = flop("1e20")), asked), B, C);
    Citation second = say(SamplePermits.answer(terms(f -> f.budget = flop("2e20")), asked), B, C);
    assertThat(life(asked)).isEqualTo(new PermitLife.Answered(answer));
    assertThat(life(answer)).isInstanceOf(PermitLife.Live.class);
    assertThat(life(second))
        .isEqualTo(new PermitLife.Refused(second, PermitDefect.REQUEST_ANSWERED));
  }

  @Test
  void whatRevokesCountsAtOnceWithDoubtedSignaturesAndForGood() {
    Citation granted = say(permit(terms()), B, C);
    long witnessed = log.size();
    Citation revoked =
        log.say(
            change(new Step.Revoke(granted.id())),
            InclusionTime.UNKNOWN,
            new Signers(Set.of(B, C), Set.of(C)));
    assertThat(life(granted, Moment.of(LATER), witnessed))
        .isEqualTo(new PermitLife.Revoked(revoked));
    Citation back = say(change(new Step.Reinstate(granted.id())), B, C);
    assertThat(outcome(back)).contains(PermitDefect.TARGET_ENDED);
    say(permit(terms()), B, C);
    assertThat(life(granted)).isEqualTo(new PermitLife.Revoked(revoked));
  }

  @Test
  void revokingARequestRevokesWhatAnsweredIt() {
    Citation asked = say(request(terms()), A);
    Citation answer = say(SamplePermits.answer(terms(), asked), B, C);
    say(change(new Step.Revoke(asked.id())), B, C);
    assertThat(life(answer)).isInstanceOf(PermitLife.Revoked.class);
  }

  @Test
  void aSuspensionEndsByTheLogsTimeOrByAWitnessedReinstatement() {
    Citation granted = say(permit(terms()), B, C);
    Citation suspended =
        say(change(new Step.Suspend(granted.id(), Optional.of(LATER.plus(DAY)))), B, C);
    assertThat(life(granted))
        .isEqualTo(new PermitLife.Suspended(suspended, Optional.of(LATER.plus(DAY))));
    assertThat(life(granted, new Moment(LATER, LATER.plus(DAY)), log.size()))
        .isInstanceOf(PermitLife.Suspended.class);
    assertThat(life(granted, Moment.of(LATER.plus(DAY)), log.size()))
        .isInstanceOf(PermitLife.Live.class);
    Citation reinstated = say(change(new Step.Reinstate(granted.id())), B, C);
    assertThat(life(granted, Moment.of(LATER), reinstated.logIndex()))
        .isInstanceOf(PermitLife.Suspended.class);
    assertThat(life(granted)).isInstanceOf(PermitLife.Live.class);
    // The same suspension once more in the log is a replay, not a second suspension.
    say(change(new Step.Suspend(granted.id(), Optional.of(LATER.plus(DAY)))), B, C);
    assertThat(life(granted)).isInstanceOf(PermitLife.Live.class);
  }

  @Test
  void anAmendmentReplacesTheTermsOfTheSameLineageAtTheSameSiteOnly() {
    Citation granted = say(permit(terms()), B, C);
    PermitTerms tighter = terms(f -> f.devices = 10);
    say(change(new Step.Amend(granted.id(), tighter)), B, C);
    assertThat(life(granted))
        .isInstanceOfSatisfying(
            PermitLife.Live.class, live -> assertThat(live.terms()).isEqualTo(tighter));
    Citation moved =
        say(change(new Step.Amend(granted.id(), terms(f -> f.site = SampleLog.SITE_B))), B, C);
    assertThat(outcome(moved)).contains(PermitDefect.TARGET_OF_ANOTHER_SUBJECT);
  }

  @Test
  void anExpiredCharterRevokesAndNoLongerGrants() {
    SampleLog expired =
        new SampleLog(
            SampleGovernance.charter(f -> {
              f.permits = Optional.of(SamplePermits.rules());
              f.validity = new Validity(Optional.empty(), Optional.of(START.plus(DAY)));
            }));
    Citation early = expired.say(permit(terms()), START, B, C);
    Citation late = expired.say(permit(terms(f -> f.devices = 9)), LATER, B, C);
    expired.say(change(new Step.Revoke(early.id())), LATER, B, C);
    PermitBook book = PermitBook.fold(expired.history, expired.facts(), expired.size());
    assertThat(book.life(late.id(), Moment.of(LATER)))
        .contains(new PermitLife.Refused(late, PermitDefect.CHARTER_EXPIRED));
    assertThat(book.life(early.id(), Moment.of(LATER)).orElseThrow())
        .isInstanceOf(PermitLife.Revoked.class);
  }

  @Test
  void suspendingNeedsItsOwnQuorumAndGrantingTheOther() {
    SampleLog two =
        new SampleLog(
            SampleGovernance.charter(f -> {
              f.parties = List.of(A, B, C, SampleGovernance.D);
              f.permits = Optional.of(SamplePermits.rules());
              f.quorum = Quorum.of(3, A, B, C, SampleGovernance.D);
              f.quorums.put(Action.REVOKE, Quorum.of(2, A, B, C, SampleGovernance.D));
            }));
    Citation two2 = two.say(permit(terms()), START, B, C);
    Citation three = two.say(permit(terms(f -> f.devices = 9)), START, B, C, SampleGovernance.D);
    two.say(change(new Step.Suspend(three.id(), Optional.empty())), START, B, C);
    PermitBook book = PermitBook.fold(two.history, two.facts(), two.size());
    assertThat(book.life(two2.id(), Moment.of(LATER)).orElseThrow())
        .isInstanceOf(PermitLife.Proposed.class);
    assertThat(book.life(three.id(), Moment.of(LATER)).orElseThrow())
        .isInstanceOf(PermitLife.Suspended.class);
  }

  @Test
  void replayingTheWholeLogChangesNothing() {
    Citation asked = say(request(terms()), A);
    Citation granted = say(permit(terms(f -> f.devices = 9)), B, C);
    say(change(new Step.Suspend(granted.id(), Optional.empty())), B, C);
    say(change(new Step.Reinstate(granted.id())), B, C);
    say(
        SamplePermits.report(
            0, 1, Optional.empty(), SamplePermits.training("5e22", Optional.empty())),
        A);
    PermitBook before = PermitBook.fold(log.history, log.facts(), log.size());
    for (var fact : List.copyOf(log.facts())) {
      log.say(fact.body(), fact.loggedAt(), fact.signers());
    }
    PermitBook after = PermitBook.fold(log.history, log.facts(), log.size());
    for (Digest id : List.of(asked.id(), granted.id())) {
      assertThat(after.life(id, Moment.of(LATER))).isEqualTo(before.life(id, Moment.of(LATER)));
      assertThat(after.drawn(id)).isEqualTo(before.drawn(id)).contains(flop("5e22"));
    }
  }
}
