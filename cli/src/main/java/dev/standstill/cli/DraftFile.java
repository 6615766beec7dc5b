package dev.standstill.cli;

import dev.standstill.core.record.StatementBody;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.EvidenceReader;
import dev.standstill.evidence.TrustRoot;
import dev.standstill.evidence.source.OpenSource;
import dev.standstill.evidence.source.Place;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Draft;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.Statement;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Drafts as files, and the sources they are meant for. */
final class DraftFile {

  private DraftFile() {}

  static Draft read(Path file) throws IOException {
    return switch (Draft.read(SmallFile.read(file, Envelope.BYTES_MAX))) {
      case ReadResult.Read<Draft>(Draft draft) -> draft;
      case ReadResult.Refused<Draft>(Refusal refusal) ->
          throw new IllegalArgumentException(file + ": is no draft: " + refusal);
    };
  }

  /** What a draft says; nothing that could be read in two ways passes. */
  static Statement statement(Path file, Draft draft) {
    return switch (draft.statement()) {
      case ReadResult.Read<Statement>(Statement statement) -> statement;
      case ReadResult.Refused<Statement>(Refusal refusal) ->
          throw new IllegalArgumentException(file + ": what it holds cannot be signed: " + refusal);
    };
  }

  /** Whether a word on the command line names a draft and not a source. */
  static boolean isDraft(String word) {
    try {
      Path file = Path.of(word);
      return Files.isRegularFile(file)
          && Files.size(file) <= Envelope.BYTES_MAX
          && Draft.read(Files.readAllBytes(file)) instanceof ReadResult.Read<Draft>;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** A statement that is to be signed, in a file of its own. */
  static Draft write(Path out, Binding binding, StatementBody body) throws IOException {
    Draft draft = Draft.of(new Statement(binding, body));
    WholeFile.write(out, draft.encode());
    return draft;
  }

  /** The source that a draft is meant for; what is wrong with it is told, for it may matter. */
  static Evidence source(Terminal terminal, String place, TrustRoot trust) throws IOException {
    try (Terminal.Progress progress = terminal.progress("opening the source");
        OpenSource opened = OpenSource.open(Place.of(place), progress::at)) {
      Evidence evidence = EvidenceReader.read(opened.directory(), trust);
      if (evidence.checkpoint().isEmpty()) {
        throw new IllegalArgumentException(
            place + ": its checkpoint is not believed: " + evidence.defects().getFirst());
      }
      return evidence;
    }
  }
}
