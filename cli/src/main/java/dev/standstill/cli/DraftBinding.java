package dev.standstill.cli;

import dev.standstill.evidence.Evidence;
import dev.standstill.wire.Binding;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Under which charter a new statement is drafted. */
final class DraftBinding {

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "The log it is meant for: the draft is under the log's newest charter.")
  private @Nullable String source;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Whose signatures make a checkpoint; default: the source's own policy.")
  private @Nullable Path policy;

  @Option(
      names = "--charter",
      paramLabel = "DIGEST",
      description = "The id of the charter it is under, where no log is at hand.")
  private @Nullable String charter;

  Binding binding(Terminal terminal) throws IOException {
    if ((source == null) == (charter == null)) {
      throw new IllegalArgumentException(
          "under which charter? name the log with --source, or the charter with --charter");
    }
    if (source == null) {
      return new Binding.ToCharter(Stated.digest("--charter", String.valueOf(charter)));
    }
    Evidence evidence = DraftFile.source(terminal, source, TrustOptions.trust(policy, null));
    return new Binding.ToCharter(
        evidence
            .history()
            .orElseThrow(
                () -> new IllegalArgumentException(source + ": holds no charter to be under"))
            .latest()
            .id());
  }
}
