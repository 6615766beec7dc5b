package dev.standstill.cli;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.evidence.Evidence;
import dev.standstill.wire.Statement;
import dev.standstill.wire.StatementCodec;
import dev.standstill.wire.StatementText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a charter. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows every field of a draft, or of the newest charter of a log.",
    footer = {
      "",
      "Example: standstill charter show L",
      "",
      "Exit status: 0 shown; 2 if there is none, or it cannot be read."
    })
final class CharterShowCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "SOURCE|DRAFT", description = "A log, or a draft.")
  private String word = "";

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Whose signatures make a checkpoint; default: the source's own policy.")
  private @Nullable Path policy;

  @Option(names = "--json", description = "Print the charter as JSON.")
  private boolean json;

  @Option(
      names = "--next",
      description = "Print JSON with the next version's number, to edit for charter rotate.")
  private boolean next;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    if (DraftFile.isDraft(word)) {
      Path file = Path.of(word);
      Statement statement = DraftFile.statement(file, DraftFile.read(file));
      if (!(statement.body() instanceof Charter charter)) {
        throw new IllegalArgumentException(word + ": is no charter; see order show");
      }
      if (!printed(terminal, charter)) {
        DraftShowCommand.print(terminal, statement);
      }
      return ExitStatus.OK;
    }
    Evidence evidence = DraftFile.source(terminal, word, TrustOptions.trust(policy, null));
    PublishedFact<Charter> latest = latest(word, evidence);
    if (!printed(terminal, latest.body())) {
      terminal.line("Charter " + latest.id() + ", entry " + latest.logIndex());
      terminal.exactly(String.join("\n", StatementText.ofBody(latest.body())) + "\n");
    }
    return ExitStatus.OK;
  }

  private boolean printed(Terminal terminal, Charter charter) {
    if (json || next) {
      terminal.json(StatementCodec.bodyText(next ? following(charter) : charter));
    }
    return json || next;
  }

  /** The newest version that a log has. */
  static PublishedFact<Charter> latest(String source, Evidence evidence) {
    return evidence
        .history()
        .orElseThrow(
            () -> new IllegalArgumentException(source + ": holds no charter its parties signed"))
        .latest();
  }

  private static Charter following(Charter charter) {
    return new Charter(
        charter.name(),
        charter.version() + 1,
        charter.parties(),
        charter.policyDigest(),
        charter.standingLimit(),
        charter.significantCompute(),
        charter.calendar(),
        charter.testLevels(),
        charter.maximumUncovered(),
        charter.governance());
  }
}
