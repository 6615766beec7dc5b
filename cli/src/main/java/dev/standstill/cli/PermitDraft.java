package dev.standstill.cli;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.StatementBody;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.TrustRoot;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Draft;
import dev.standstill.wire.PermitTermsNotation;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Under which charter a statement about permits is written, why, and where the draft goes. */
final class PermitDraft {
  private static final int BYTES_MAX = 65_536;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "The log it is meant for: the draft is under the log's newest charter.")
  private @Nullable String source;

  @Option(
      names = "--charter",
      paramLabel = "DIGEST",
      description = "The id of the charter it is under, where no log is at hand.")
  private @Nullable String charter;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, in one line.")
  private String reason = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the draft goes; sign and publish it as any other draft.")
  private @Nullable Path out;

  String reason() {
    return reason;
  }

  /** What the log holds; empty if none is named. */
  Optional<Evidence> evidence(Terminal terminal) throws IOException {
    if ((source == null) == (charter == null)) {
      throw new IllegalArgumentException(
          "under which charter? name the log with --source, or the charter with --charter");
    }
    if (source == null) {
      return Optional.empty();
    }
    return Optional.of(DraftFile.source(terminal, source, TrustRoot.fromSource()));
  }

  /** Writes the draft and says its digest. */
  int write(CommandSpec spec, Optional<Evidence> evidence, StatementBody body) throws IOException {
    Path file = Objects.requireNonNull(out);
    Draft draft = DraftFile.write(file, new Binding.ToCharter(charter(evidence)), body);
    Terminal.of(spec).line(file + ": draft of " + draft.statementId() + ", to be signed");
    return ExitStatus.OK;
  }

  private Digest charter(Optional<Evidence> evidence) {
    if (evidence.isEmpty()) {
      return digest("--charter", String.valueOf(charter));
    }
    return evidence
        .get()
        .history()
        .orElseThrow(() -> new IllegalArgumentException(source + ": holds no charter to be under"))
        .latest()
        .id();
  }

  /** Terms from a file. */
  static PermitTerms terms(Path file) throws IOException {
    return switch (PermitTermsNotation.read(SmallFile.read(file, BYTES_MAX))) {
      case ReadResult.Read<PermitTerms>(PermitTerms terms) -> terms;
      case ReadResult.Refused<PermitTerms>(Refusal refusal) ->
          throw new IllegalArgumentException(file + ": holds no terms of a permit: " + refusal);
    };
  }

  static Digest digest(String option, String text) {
    try {
      return new Digest(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
    }
  }

  static Set<PartyId> parties(List<String> names) {
    Set<PartyId> parties = new HashSet<>();
    names.forEach(name -> parties.add(new PartyId(name)));
    return parties;
  }
}
