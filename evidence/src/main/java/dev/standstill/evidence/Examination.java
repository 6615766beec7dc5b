package dev.standstill.evidence;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.finding.LoggedOrders;
import dev.standstill.core.finding.PermitsOfLog;
import dev.standstill.core.finding.Permitted;
import dev.standstill.core.finding.SourceState;
import dev.standstill.core.finding.SourceState.SourceDefect;
import dev.standstill.core.ledger.Ledger;
import dev.standstill.core.permit.PermitBook;
import dev.standstill.core.record.Digest;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.wire.CheckpointReference;
import dev.standstill.wire.Verification;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A source judged: readings recomputed, ledger folded, conclusions drawn.
 *
 * @param evidence what was read
 * @param disclosed digests of the cited contents this reader was shown
 * @param asOf the time the conclusions are of
 * @param evaluation the conclusions, findings and balances
 */
public record Examination(
    Evidence evidence, List<Digest> disclosed, Instant asOf, Evaluation evaluation) {

  public Examination {
    disclosed = List.copyOf(disclosed);
  }

  /**
   * Examines a source.
   *
   * @param evidence the source, read
   * @param asOf the time to judge at; if empty the log's own, or without cosignatures the latest
   *     reported period end
   * @param progress told of each report whose readings were recomputed
   */
  public static Examination of(Evidence evidence, Optional<Instant> asOf, Progress progress)
      throws IOException {
    Instant time = asOf.or(evidence::logTime).orElseGet(() -> latestReported(evidence));
    if (evidence.charter().isEmpty()) {
      SourceState state = state(evidence, List.of());
      return new Examination(evidence, List.of(), time, Evaluation.withoutCharter(state));
    }
    Charter charter = evidence.charter().get().body();
    Ledger ledger = Ledger.fold(charter, evidence.facts(), time);
    ReadingsRecomputation recomputed =
        ReadingsRecomputation.of(evidence.directory(), ledger, progress);
    return new Examination(
        evidence,
        recomputed.disclosed(),
        time,
        Evaluation.evaluate(
            charter,
            ledger,
            recomputed.measurements(),
            state(evidence, recomputed.defects()),
            orders(evidence, time)));
  }

  /** Orders are judged up to the log's own time, or to an earlier one that the reader asks for. */
  private static Optional<LoggedOrders> orders(Evidence evidence, Instant asOf) {
    long witnessed =
        evidence.witnessed() ? evidence.checkpoint().map(Checkpoint::size).orElse(0L) : 0L;
    Instant until = evidence.logTime().filter(asOf::isAfter).orElse(asOf);
    return evidence
        .history()
        .map(history ->
            new LoggedOrders(
                history, evidence.facts(), witnessed, until, permitted(evidence, history)));
  }

  private static Permitted permitted(Evidence evidence, CharterHistory history) {
    boolean asked = history.latest().body().governance().flatMap(Governance::permits).isPresent();
    long size = evidence.checkpoint().map(Checkpoint::size).orElse(0L);
    return asked
        ? new PermitsOfLog(PermitBook.fold(history, evidence.facts(), size))
        : Permitted.WITHOUT_PERMITS;
  }

  /** What {@code verify --json} prints. */
  public Verification verification() {
    return new Verification(
        evidence.charter().map(fact -> fact.id()),
        evidence.checkpoint().map(c -> new CheckpointReference(c.origin(), c.size(), c.root())),
        disclosed,
        asOf,
        evaluation.conclusions(),
        evaluation.findings());
  }

  private static SourceState state(Evidence evidence, List<SourceDefect> ofReadings) {
    List<SourceDefect> defects = new ArrayList<>(evidence.defects());
    defects.addAll(ofReadings);
    return new SourceState(
        evidence.origin(), defects, evidence.isIntact(), evidence.witnessed(), evidence.pinned());
  }

  /** Nobody may move the time of judgement by reporting a period that no calendar asks for. */
  private static Instant calendarEnd(Evidence evidence) {
    return evidence
        .charter()
        .map(c -> c.body().calendar().until().plus(c.body().calendar().periodLength()))
        .orElse(Instant.MAX);
  }

  private static Instant latestReported(Evidence evidence) {
    return evidence.facts().stream()
        .map(fact -> fact.body())
        .filter(ActivityReport.class::isInstance)
        .map(body -> ((ActivityReport) body).period().to())
        .filter(end -> !end.isAfter(calendarEnd(evidence)))
        .max(Comparator.naturalOrder())
        .orElseGet(
            () -> evidence.charter().map(c -> c.body().calendar().from()).orElse(Instant.EPOCH));
  }
}
