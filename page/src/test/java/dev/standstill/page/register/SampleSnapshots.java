package dev.standstill.page.register;

import dev.standstill.core.SampleGovernance;
import dev.standstill.core.SampleLog;
import dev.standstill.core.SamplePermits;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.decision.Appeal;
import dev.standstill.core.decision.Clarification;
import dev.standstill.core.decision.ClarificationReply;
import dev.standstill.core.decision.Recusal;
import dev.standstill.core.decision.Ruling;
import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.finding.Finding;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.core.finding.Measurements;
import dev.standstill.core.finding.SourceState;
import dev.standstill.core.finding.SourceState.SourceDefect;
import dev.standstill.core.finding.Subject;
import dev.standstill.core.ledger.Ledger;
import dev.standstill.core.order.Order;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.permit.Purpose;
import dev.standstill.core.record.Citation;
import dev.standstill.page.register.RegisterSnapshot.Head;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Small logs in which everything happens that pages can show. */
final class SampleSnapshots {

  /** What somebody would write who wants a reader's browser to do something for him. */
  static final String HOSTILE =
      "</title></pre></p>\"'><img src=x onerror=alert(1)><script>alert(1)</script>\u202Eevil\u0007";

  static final String TEXT_OF_STATEMENT = "field: " + HOSTILE;

  private SampleSnapshots() {}

  static Instant day(int day) {
    return SampleGovernance.START.plus(SampleGovernance.DAY.multipliedBy(day));
  }

  /** Questions, rulings, orders and permits, all of them with these words in every free text. */
  static RegisterSnapshot busy(String words) {
    SampleLog log = log();
    Finding noticed =
        new Finding(
            FindingCode.GAP,
            Subject.ofSite(SampleLog.SITE_A),
            Optional.empty(),
            List.of(words),
            words);
    Citation finding = log.say(noticed, day(0), SampleGovernance.D);
    Citation opened =
        log.say(
            new Clarification(SampleGovernance.A, List.of(finding), words),
            day(0),
            SampleGovernance.B);
    log.say(
        new ClarificationReply(opened, List.of(), List.of(), words), day(1), SampleGovernance.A);
    log.say(new Recusal(opened, words), day(1), SampleGovernance.D);
    log.say(
        new Ruling(
            opened,
            Ruling.Outcome.BREACH,
            SampleGovernance.B,
            Set.of(SampleGovernance.A),
            Set.of(SampleGovernance.D),
            List.of(finding),
            List.of(words),
            List.of(new Ruling.Dissent(SampleGovernance.D, words))),
        day(2),
        SampleGovernance.B,
        SampleGovernance.C);
    Citation pause =
        log.say(
            new Order(
                SampleLog.pause(),
                SampleGovernance.A,
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                words),
            day(3),
            SampleGovernance.A,
            SampleGovernance.B);
    log.say(new Appeal(pause, words), day(4), SampleGovernance.A);
    log.say(
        SamplePermits.permit(
            SamplePermits.terms(fields -> {
              fields.lineage = words;
              fields.purpose = new Purpose.BreakGlass(words);
              fields.notBefore = day(4);
              fields.expires = day(6);
            })),
        day(4),
        SampleGovernance.B,
        SampleGovernance.C);
    return snapshot(log, words, Optional.of(day(5)), List.of(noticed));
  }

  /** A log of so many statements that say nothing of anybody. */
  static RegisterSnapshot ofStatements(int statements) {
    SampleLog log = log();
    for (int i = 0; i < statements; i++) {
      log.say(
          new Appeal(new Citation(0, log.history.latest().id()), "again " + i),
          day(1),
          SampleGovernance.A);
    }
    return snapshot(log, "source", Optional.of(day(2)), List.of());
  }

  /** A pause that a quorum signed, in a log that nobody witnesses. */
  static RegisterSnapshot unwitnessed() {
    SampleLog log = log();
    log.say(SampleLog.order(SampleLog.pause()), day(1), SampleGovernance.A, SampleGovernance.B);
    return snapshot(log, "source", Optional.empty(), List.of());
  }

  /** Nothing could be read. */
  static RegisterSnapshot nothing() {
    SourceState state =
        new SourceState(
            "", List.of(new SourceDefect("checkpoint", "is missing")), false, false, false);
    return new RegisterSnapshot(
        "source",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        day(0),
        0,
        Optional.empty(),
        List.of(),
        state.defects(),
        Evaluation.withoutCharter(state),
        Optional.empty(),
        fact -> List.of());
  }

  private static SampleLog log() {
    return new SampleLog(
        SampleGovernance.charter(fields -> {
          fields.parties =
              List.of(
                  SampleGovernance.A, SampleGovernance.B, SampleGovernance.C, SampleGovernance.D);
          fields.quorum =
              Quorum.of(
                  2,
                  SampleGovernance.A,
                  SampleGovernance.B,
                  SampleGovernance.C,
                  SampleGovernance.D);
          fields.permits = Optional.of(SamplePermits.exempting());
        }));
  }

  private static RegisterSnapshot snapshot(
      SampleLog log, String words, Optional<Instant> logTime, List<Finding> findings) {
    Charter charter = log.history.latest().body();
    Instant asOf = logTime.orElse(day(5));
    List<SourceDefect> defects =
        words.equals(HOSTILE) ? List.of(SourceDefect.stray(words, words)) : List.of();
    Evaluation drawn =
        Evaluation.evaluate(
            charter,
            Ledger.fold(charter, log.facts(), asOf),
            new Measurements(Map.of(), List.of(), List.of()),
            new SourceState(words, defects, true, logTime.isPresent(), true));
    List<Finding> all = new ArrayList<>(drawn.findings());
    all.addAll(findings);
    Evaluation evaluation = new Evaluation(drawn.conclusions(), all, drawn.balances());
    return new RegisterSnapshot(
        words,
        Optional.of(new Head(words, log.size(), words)),
        Optional.of(words),
        logTime,
        logTime.isPresent(),
        asOf,
        0,
        Optional.of(log.history),
        log.facts(),
        defects,
        evaluation,
        Optional.of(evaluation),
        fact -> List.of(TEXT_OF_STATEMENT));
  }
}
