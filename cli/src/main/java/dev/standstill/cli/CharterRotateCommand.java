package dev.standstill.cli;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.evidence.Evidence;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Draft;
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

/** Drafts the next version of a charter. */
@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    description =
        "Writes the draft of the next version of a log's charter, bound to the newest. The quorum"
            + " for charters of the old version signs it, that of the new one, and who joins.",
    footer = {
      "",
      "Example: standstill charter rotate L --from next.json --out next.draft",
      "",
      "charter show L --next prints the JSON to begin with. Exit status: 0 written; 2 not."
    })
final class CharterRotateCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "SOURCE", description = "The log.")
  private String source = "";

  @Option(
      names = "--from",
      required = true,
      paramLabel = "FILE",
      description = "The next version as JSON.")
  private @Nullable Path from;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Whose signatures make a checkpoint; default: the source's own policy.")
  private @Nullable Path policy;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the draft goes.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    Evidence evidence = DraftFile.source(terminal, source, TrustOptions.trust(policy, null));
    PublishedFact<Charter> latest = CharterShowCommand.latest(source, evidence);
    Charter next = CharterFile.read(Objects.requireNonNull(from));
    int expected = latest.body().version() + 1;
    if (next.version() != expected) {
      throw new IllegalArgumentException(
          from + ": has version " + next.version() + "; the next one is " + expected);
    }
    Path target = Objects.requireNonNull(out);
    Draft draft = DraftFile.write(target, new Binding.ToCharter(latest.id()), next);
    DraftShowCommand.print(terminal, DraftFile.statement(target, draft));
    return ExitStatus.OK;
  }
}
