package dev.standstill.core.decision;

import static dev.standstill.core.SampleGovernance.A;
import static dev.standstill.core.SampleGovernance.B;
import static dev.standstill.core.SampleGovernance.C;
import static dev.standstill.core.SampleGovernance.D;
import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.SampleGovernance.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.SampleGovernance;
import dev.standstill.core.SampleLog;
import dev.standstill.core.SampleReport;
import dev.standstill.core.finding.Finding;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.core.finding.Subject;
import dev.standstill.core.order.Moment;
import dev.standstill.core.order.Order;
import dev.standstill.core.order.OrderDefect;
import dev.standstill.core.order.OrderLife;
import dev.standstill.core.order.Subjects;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.record.Citation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A case from the finding to the appeal. */
class DocketTest {
  private final SampleLog log =
      new SampleLog(
          SampleGovernance.charter(c -> {
            c.parties = List.of(A, B, C, D);
            c.quorum = Quorum.of(2, A, B, C, D);
          }));
  private final Citation finding =
      log.say(
          new Finding(FindingCode.GAP, Subject.ofParty(A), Optional.empty(), List.of(), "a gap"),
          day(0),
          D);
  private final Citation opened =
      log.say(new Clarification(A, List.of(finding), "why?"), day(0), B);

  private static Instant day(int day) {
    return START.plus(DAY.multipliedBy(day));
  }

  private Docket docket() {
    return Docket.fold(log.history, log.facts());
  }

  private CaseState state(int day) {
    return docket().cases().getFirst().state(day(day));
  }

  private List<DocketDefect> unheard() {
    return docket().unheard().stream().map(Docket.Unheard::defect).toList();
  }

  private Ruling ruling(Set<PartyId> accused, Set<PartyId> recused) {
    return new Ruling(
        opened,
        Ruling.Outcome.BREACH,
        B,
        accused,
        recused,
        List.of(finding),
        List.of("no explanation"),
        List.of(new Ruling.Dissent(D, "too early")));
  }

  @Test
  void thePartyHasItsTimeFromTheLogAndThenIsUnanswered() {
    assertThat(state(5)).isEqualTo(new CaseState.Asked(Optional.of(day(5))));
    assertThat(state(6)).isEqualTo(new CaseState.Unanswered(day(5)));
  }

  @Test
  void onlyThePartyAskedRepliesAndOnlyOnce() {
    log.say(reply("not mine to say"), day(1), B);
    log.say(reply("a cable"), day(6), A);
    log.say(reply("no, a fuse"), day(7), A);
    assertThat(unheard())
        .containsExactly(DocketDefect.NOT_THE_PARTY_ASKED, DocketDefect.ALREADY_REPLIED);
    assertThat(state(9))
        .isInstanceOfSatisfying(CaseState.Replied.class, r -> assertThat(r.late()).isTrue());
  }

  private ClarificationReply reply(String text) {
    return new ClarificationReply(opened, List.of(), List.of(), text);
  }

  @Test
  void aRulingNeedsItsQuorumWithoutTheAccusedAndWithoutWhoSteppedAside() {
    log.say(new Recusal(opened, "kin"), day(1), D);
    log.say(new Recusal(opened, "me too"), day(1), C);
    log.say(new Recusal(opened, "not me"), day(1), A);
    log.say(ruling(Set.of(C), Set.of(D)), day(2), B, C);
    log.say(ruling(Set.of(A), Set.of()), day(2), B, C);
    log.say(ruling(Set.of(A), Set.of(D)), day(2), B, A);
    log.say(ruling(Set.of(A), Set.of(D)), day(2), B, D);
    log.say(ruling(Set.of(A), Set.of(D)), day(2), B);
    assertThat(unheard())
        .containsExactly(
            DocketDefect.TOO_MANY_RECUSED,
            DocketDefect.ACCUSED_CANNOT_STEP_ASIDE,
            DocketDefect.ACCUSED_NOT_LISTED,
            DocketDefect.RECUSED_NOT_LISTED,
            DocketDefect.QUORUM_MISSING,
            DocketDefect.QUORUM_MISSING,
            DocketDefect.QUORUM_MISSING);
    log.say(ruling(Set.of(A), Set.of(D)), day(3), B, C);
    assertThat(state(3))
        .isInstanceOfSatisfying(CaseState.Ruled.class, r -> assertThat(r.answered()).isFalse());
    log.say(ruling(Set.of(A), Set.of(D)), day(3), B, C);
    assertThat(unheard()).hasSize(7);
  }

  @Test
  void anOrderCitesItsRulingAndIsAppealed() {
    Citation ruled = log.say(ruling(Set.of(A), Set.of()), day(1), B, C);
    Citation pause = log.say(pause(Optional.of(ruled)), day(2), B, C);
    Citation unfounded = log.say(pause(Optional.of(new Citation(7, ruled.id()))), day(2), B, C);
    log.say(new Appeal(pause, "a cable"), day(3), A);
    Case opening = docket().cases().getFirst();
    assertThat(opening.orders()).hasSize(1);
    assertThat(opening.appeals()).hasSize(1);
    Moment later = Moment.of(day(4));
    assertThat(log.state().life(pause.id(), later).orElseThrow())
        .isInstanceOf(OrderLife.InForce.class);
    assertThat(log.state().life(unfounded.id(), later))
        .contains(new OrderLife.Refused(OrderDefect.RULING_NOT_FOUND));
  }

  private static Order pause(Optional<Citation> ruling) {
    return new Order(
        SampleLog.pause(new Subjects.Parties(Set.of(A)), Set.of()),
        B,
        Set.of(A),
        Set.of(),
        ruling,
        Optional.empty(),
        "the ruling");
  }

  @Test
  void whatIsCitedMustStandThere() {
    log.say(new Clarification(A, List.of(opened), "why?"), day(1), C);
    log.say(new Clarification(A, List.of(new Citation(3, finding.id())), "why?"), day(1), C);
    log.say(new Appeal(new Citation(100, SampleReport.digest(1)), "what?"), day(1), A);
    log.say(new Recusal(finding, "no case"), day(1), C);
    assertThat(unheard())
        .containsExactly(
            DocketDefect.CITATION_NOT_FOUND,
            DocketDefect.CITATION_NOT_FOUND,
            DocketDefect.CITATION_NOT_FOUND,
            DocketDefect.CASE_UNKNOWN);
    assertThat(docket().cases()).hasSize(1);
  }
}
