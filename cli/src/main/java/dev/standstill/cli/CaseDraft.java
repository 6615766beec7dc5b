package dev.standstill.cli;

import dev.standstill.core.record.StatementBody;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Draft;
import dev.standstill.wire.Statement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The log that something is filed in, and where its draft goes. */
final class CaseDraft {

  @Mixin private final TrustOptions trust = new TrustOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the draft goes, to be signed.")
  private @Nullable Path out;

  private @Nullable LoggedCases cases;

  /** Reads the log: what a draft cites must stand there. */
  LoggedCases open(CommandSpec spec) throws IOException {
    LoggedCases read = LoggedCases.of(trust.source(), trust.evidence(Terminal.of(spec)));
    cases = read;
    return read;
  }

  /** Writes the draft, under the log's newest charter. */
  int write(CommandSpec spec, StatementBody body) throws IOException {
    LoggedCases read = Objects.requireNonNull(cases);
    Path file = Objects.requireNonNull(out);
    Draft draft =
        Draft.of(new Statement(new Binding.ToCharter(read.history().latest().id()), body));
    WholeFile.write(file, draft.encode());
    Terminal.of(spec).line(file + ": draft " + draft.statementId() + ", not yet signed");
    return ExitStatus.OK;
  }
}
