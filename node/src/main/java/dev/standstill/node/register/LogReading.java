package dev.standstill.node.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.order.Acknowledgement;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.site.Calibration;
import dev.standstill.core.site.SiteDeclaration;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.EvidenceReader;
import dev.standstill.evidence.Examination;
import dev.standstill.evidence.TrustRoot;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.node.projection.Fold;
import dev.standstill.node.projection.StatementRow;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that the log says up to its checkpoint, read as every reader reads it: the same code as
 * {@code standstill verify}, on the same files.
 */
public record LogReading(Evidence evidence, Examination examination) {

  /** Reads a log's directory. */
  public static LogReading of(Path directory) throws IOException {
    Evidence evidence = EvidenceReader.read(directory, TrustRoot.fromSource());
    return new LogReading(evidence, Examination.of(evidence, Optional.empty(), (_, _) -> {}));
  }

  /**
   * Of which checkpoint.
   *
   * @throws IOException if the log's own checkpoint does not verify: nothing may be said of it
   */
  public Checkpoint checkpoint() throws IOException {
    return evidence
        .checkpoint()
        .orElseThrow(
            () -> new IOException("the log's checkpoint does not verify: " + evidence.defects()));
  }

  /** As rows and documents. */
  public Fold fold() throws IOException {
    Checkpoint checkpoint = checkpoint();
    return new Fold(
        checkpoint.size(),
        checkpoint.root().base64(),
        text(LogAnswers.head(this, checkpoint)),
        rows(),
        LogAnswers.documents(this));
  }

  static String text(JsonNode node) {
    return new String(StrictJson.compact(node), StandardCharsets.UTF_8);
  }

  private List<StatementRow> rows() {
    List<StatementRow> rows = new ArrayList<>();
    evidence
        .history()
        .ifPresent(
            history -> history.versions().forEach(version -> rows.add(row(version, "counts"))));
    evidence.facts().stream()
        // The charter's own versions may be facts as well, and stand there once.
        .filter(fact -> !(fact.body() instanceof Charter))
        .forEach(fact -> rows.add(row(fact, "counts")));
    evidence.doubted().forEach(fact -> rows.add(row(fact, "doubted")));
    rows.sort(Comparator.comparingLong(StatementRow::logIndex));
    return rows;
  }

  private static StatementRow row(PublishedFact<? extends StatementBody> fact, String standing) {
    return new StatementRow(
        fact.logIndex(),
        fact.id().hex(),
        Words.of(fact.body().kind()),
        fact.author().name(),
        site(fact.body()),
        signers(fact.signers().parties()),
        fact.charter().map(Digest::hex).orElse(""),
        standing);
  }

  static String signers(Set<PartyId> parties) {
    return parties.stream().map(PartyId::name).sorted().collect(Collectors.joining(","));
  }

  /** Which of its author's sites a statement is about. */
  private static String site(StatementBody body) {
    if (body instanceof SiteDeclaration declaration) {
      return declaration.site();
    }
    if (body instanceof Calibration calibration) {
      return calibration.site();
    }
    if (body instanceof ActivityReport report) {
      return report.site();
    }
    return body instanceof Acknowledgement receipt ? receipt.site() : "";
  }

  static ObjectNode checkpoint(Checkpoint checkpoint) {
    return LogAnswers.object()
        .put("origin", checkpoint.origin())
        .put("size", checkpoint.size())
        .put("root", checkpoint.root().base64());
  }
}
