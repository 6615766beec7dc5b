package dev.standstill.cli;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.record.Digest;
import dev.standstill.evidence.SourceLayout;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Draft;
import dev.standstill.wire.StatementCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Drafts the first charter. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description =
        "Writes the draft of a first charter, from flags or from a file, for all its parties to"
            + " sign. It is bound to its log's key and names its log's policy.",
    footer = {
      "",
      "Example: standstill charter init --log L --name Pact --party aurora=KEY --party borealis=KEY"
          + " --party cirrus=KEY --ceiling 1e26 --significant 1e24 --begin 2026-12-01T00:00:00Z"
          + " --end 2028-12-01T00:00:00Z --out charter.draft",
      "",
      "With --template the charter is printed as JSON instead; edit every number, and give it back",
      "with --from. Exit status: 0 written; 2 not."
    })
final class CharterInitCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final CharterFlags flags = new CharterFlags();

  @Option(
      names = "--log",
      paramLabel = "DIR",
      description = "The log it is for: a directory with the file policy.")
  private @Nullable Path log;

  @Option(names = "--policy", paramLabel = "FILE", description = "The log's policy.")
  private @Nullable Path policyFile;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "Take the charter from this JSON, and no flag.")
  private @Nullable Path from;

  @Option(names = "--template", description = "Print the charter as JSON; write no draft.")
  private boolean template;

  @Option(names = "--out", paramLabel = "FILE", description = "Where the draft goes.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    QuorumPolicy policy = policy();
    Digest policyDigest = new Digest(policy.digest().hex());
    Charter charter = from == null ? flags.charter(policyDigest) : CharterFile.read(from);
    if (template) {
      terminal.json(StatementCodec.bodyText(charter));
      return ExitStatus.OK;
    }
    if (out == null) {
      throw new IllegalArgumentException("where does the draft go? name --out");
    }
    if (charter.version() != 1) {
      throw new IllegalArgumentException(
          "a first charter has version 1, not " + charter.version() + "; see charter rotate");
    }
    if (!charter.policyDigest().equals(policyDigest)) {
      throw new IllegalArgumentException(
          from + ": names another policy; this log's has the digest " + policyDigest);
    }
    Binding binding = Binding.ToLogKey.of(policy.logKeys().getFirst());
    Draft draft = DraftFile.write(out, binding, charter);
    DraftShowCommand.print(terminal, DraftFile.statement(out, draft));
    return ExitStatus.OK;
  }

  private QuorumPolicy policy() throws IOException {
    if ((log == null) == (policyFile == null)) {
      throw new IllegalArgumentException("for which log? name --log or --policy");
    }
    Path file = log == null ? Objects.requireNonNull(policyFile) : log.resolve(SourceLayout.POLICY);
    return PolicyFile.read(file).policy();
  }
}
