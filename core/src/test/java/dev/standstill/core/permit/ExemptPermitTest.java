package dev.standstill.core.permit;

import static dev.standstill.core.SampleGovernance.A;
import static dev.standstill.core.SampleGovernance.B;
import static dev.standstill.core.SampleGovernance.C;
import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.SampleGovernance.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.core.SampleGovernance;
import dev.standstill.core.SampleLog;
import dev.standstill.core.SamplePermits;
import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.BreakGlassRules;
import dev.standstill.core.charter.CharterCheck;
import dev.standstill.core.charter.CharterDefect;
import dev.standstill.core.charter.CriticalService;
import dev.standstill.core.charter.PermitRules;
import dev.standstill.core.order.Moment;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.permit.PermitChange.Step;
import dev.standstill.core.record.Citation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How permits come about that no pause and no cap restrains. */
class ExemptPermitTest {
  private static final Instant DAY_20 = START.plus(DAY.multipliedBy(20));

  private SampleLog log = log(SamplePermits.exempting());

  private static SampleLog log(PermitRules rules) {
    return new SampleLog(SampleGovernance.charter(fields -> fields.permits = Optional.of(rules)));
  }

  private PermitLife life(Citation permit) {
    return PermitBook.fold(log.history, log.facts(), Long.MAX_VALUE)
        .life(permit.id(), Moment.of(DAY_20))
        .orElseThrow();
  }

  private Citation granted(PermitTerms terms, PartyId... by) {
    return log.say(SamplePermits.permit(terms), START, by);
  }

  private static PermitTerms emergency(int days) {
    return SamplePermits.terms(fields -> {
      fields.purpose = SamplePermits.EMERGENCY;
      fields.notBefore = START.plus(DAY.multipliedBy(19));
      fields.expires = fields.notBefore.plus(DAY.multipliedBy(days));
    });
  }

  static Stream<Purpose> exempt() {
    return Stream.of(SamplePermits.CRITICAL, SamplePermits.EMERGENCY);
  }

  @ParameterizedTest
  @MethodSource("exempt")
  void aQuorumWithoutTheSiteGrantsIt(Purpose purpose) {
    assertThat(life(granted(SamplePermits.terms(purpose), B, C)))
        .isInstanceOf(PermitLife.Live.class);
    log = log(SamplePermits.exempting());
    assertThat(life(granted(SamplePermits.terms(purpose), A, B)))
        .isInstanceOf(PermitLife.Proposed.class);
  }

  @ParameterizedTest
  @MethodSource("exempt")
  void theCharterMustProvideForIt(Purpose purpose) {
    log = log(SamplePermits.rules());
    requireRefused(
        granted(SamplePermits.terms(purpose), B, C), PermitDefect.PURPOSE_NOT_IN_CHARTER);
    Citation asked = log.say(SamplePermits.request(SamplePermits.terms(purpose)), START, A);
    requireRefused(asked, PermitDefect.PURPOSE_NOT_IN_CHARTER);
  }

  @Test
  void aServiceThatTheCharterDoesNotNameIsNoCriticalOne() {
    PermitTerms terms =
        SamplePermits.terms(new Purpose.Critical(new CriticalService("frontier-training")));
    requireRefused(granted(terms, B, C), PermitDefect.PURPOSE_NOT_IN_CHARTER);
  }

  private void requireRefused(Citation permit, PermitDefect defect) {
    assertThat(life(permit))
        .isInstanceOfSatisfying(
            PermitLife.Refused.class, refused -> assertThat(refused.defect()).isEqualTo(defect));
  }

  @ParameterizedTest
  @MethodSource("exempt")
  void silenceGrantsNoneOfThem(Purpose purpose) {
    Citation asked = log.say(SamplePermits.request(SamplePermits.terms(purpose)), START, A);
    assertThat(life(asked))
        .isInstanceOfSatisfying(
            PermitLife.Requested.class, requested -> assertThat(requested.tacitFrom()).isEmpty());
    // Ordinary work would have been approved on day 14.
    Citation ordinary = log.say(SamplePermits.request(SamplePermits.terms()), START, A);
    assertThat(life(ordinary)).isInstanceOf(PermitLife.Live.class);
  }

  @Test
  void anEmergencyIsNeverLongerThanTheCharterAllows() {
    assertThat(life(granted(emergency(3), B, C))).isInstanceOf(PermitLife.Live.class);
    requireRefused(granted(emergency(4), B, C), PermitDefect.LASTS_TOO_LONG);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void anEmergencyIsNotDrawnOut(int days) {
    // Within the charter's three days it would be either time: it ends when it was to end.
    Citation permit = granted(emergency(2), B, C);
    log.say(SamplePermits.change(new Step.Amend(permit.id(), emergency(days))), START, B, C);
    PermitBook book = PermitBook.fold(log.history, log.facts(), Long.MAX_VALUE);
    assertThat(book.lastTerms(permit.id()).orElseThrow().length())
        .isEqualTo(DAY.multipliedBy(Math.min(days, 2)));
  }

  @Test
  void noAmendmentAndNoAnswerChangesWhatAPermitIsFor() {
    Citation permit = granted(SamplePermits.terms(), B, C);
    Step amended = new Step.Amend(permit.id(), SamplePermits.terms(SamplePermits.CRITICAL));
    Citation change = log.say(SamplePermits.change(amended), START, B, C);
    PermitBook book = PermitBook.fold(log.history, log.facts(), Long.MAX_VALUE);
    assertThat(book.change(change.id()).orElseThrow().defect())
        .contains(PermitDefect.TARGET_OF_ANOTHER_SUBJECT);
    Citation asked =
        log.say(
            SamplePermits.request(SamplePermits.terms(fields -> fields.devices = 999)), START, A);
    Citation answer =
        log.say(
            SamplePermits.answer(SamplePermits.terms(SamplePermits.CRITICAL), asked), START, B, C);
    requireRefused(answer, PermitDefect.REQUEST_NOT_FOUND);
  }

  @Test
  void theGlassIsBrokenByItsOwnQuorum() {
    PermitRules rules = SamplePermits.exempting();
    log =
        new SampleLog(
            SampleGovernance.charter(fields -> {
              fields.permits = Optional.of(rules);
              fields.quorums.put(Action.PERMIT, Quorum.of(3, A, B, C));
            }));
    assertThat(life(granted(emergency(3), B, C))).isInstanceOf(PermitLife.Live.class);
    assertThat(life(granted(SamplePermits.terms(SamplePermits.CRITICAL), B, C)))
        .isInstanceOf(PermitLife.Proposed.class);
    // Whoever puts it forward never suffices, however few voices the charter asks for.
    log = log(breakingGlass(Quorum.of(1, A, B, C), Duration.ofDays(3)));
    assertThat(life(granted(emergency(3), B))).isInstanceOf(PermitLife.Proposed.class);
    assertThat(life(granted(emergency(3), B, C))).isInstanceOf(PermitLife.Live.class);
  }

  private static PermitRules breakingGlass(Quorum quorum, Duration lengthMax) {
    PermitRules rules = SamplePermits.rules();
    return new PermitRules(
        rules.scope(),
        rules.noticePeriod(),
        rules.tacitApproval(),
        rules.lengthMax(),
        rules.budgetMax(),
        Set.of(),
        Optional.of(new BreakGlassRules(quorum, lengthMax)));
  }

  private static List<CharterDefect.Code> defects(Quorum quorum, Duration lengthMax) {
    return CharterCheck.of(
            SampleGovernance.charter(fields -> {
              fields.permits = Optional.of(breakingGlass(quorum, lengthMax));
              fields.recusalsMax = 0;
            }),
            Optional.empty())
        .stream()
        .filter(defect -> defect.place().startsWith("governance/permits/breakGlass/"))
        .map(CharterDefect::code)
        .toList();
  }

  @Test
  void aCharterIsUnfitWhoseGlassNobodyOrOneAloneBreaksOrForTooLong() {
    Duration week = Duration.ofDays(7);
    assertThat(defects(Quorum.of(2, A, B, C), week)).isEmpty();
    assertThat(defects(Quorum.of(2, A, B, C), week.plusSeconds(1)))
        .containsExactly(CharterDefect.Code.BREAK_GLASS_TOO_LONG);
    // Whoever is accused has no voice: then two are left, and they suffice only if two are asked.
    assertThat(defects(Quorum.of(3, A, B, C), week))
        .containsExactly(CharterDefect.Code.QUORUM_UNREACHABLE_BY_RECUSAL);
    assertThat(defects(Quorum.of(1, A, B, C), week))
        .containsExactly(CharterDefect.Code.QUORUM_OF_ONE);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new CriticalService("Emergency Dispatch"))
        .hasMessageContaining("a-z, 0-9");
    assertThatThrownBy(() -> new Purpose.BreakGlass(" ")).hasMessageContaining("reason");
    assertThatThrownBy(() -> new Purpose.BreakGlass("x".repeat(501))).hasMessageContaining("500");
    assertThatThrownBy(() -> new BreakGlassRules(Quorum.of(2, A, B), Duration.ZERO))
        .hasMessageContaining("above 0");
    assertThatThrownBy(() -> breakingGlass(Quorum.of(2, A, B), Duration.ofDays(366)))
        .hasMessageContaining("no longer than any other");
  }

  @Test
  void everyEmergencyThatWasPermittedIsListed() {
    granted(emergency(3), A);
    Citation permit = granted(emergency(2), B, C);
    granted(SamplePermits.terms(SamplePermits.CRITICAL), B, C);
    assertThat(PermitBook.fold(log.history, log.facts(), Long.MAX_VALUE).brokenGlass())
        .singleElement()
        .satisfies(glass -> {
          assertThat(glass.granted()).isEqualTo(permit);
          assertThat(glass.reason()).isEqualTo("a hospital lost its own site");
        });
  }
}
