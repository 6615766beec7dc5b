package dev.standstill.cli;

import dev.standstill.evidence.DraftReview;
import dev.standstill.evidence.Evidence;
import dev.standstill.wire.Draft;
import dev.standstill.wire.PartyKey;
import dev.standstill.wire.Statement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts signatures together. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    description =
        "Puts the signatures of several copies of one draft together. In whichever order they are"
            + " named, the result has the same bytes.",
    footer = {
      "",
      "Example: standstill order merge aurora.json borealis.json --source L --out pause.json",
      "",
      "Drafts that differ in one byte of what is signed are never merged. A signature that is not",
      "right, or by no party, is reported and left out. Whose keys count comes from --source or",
      "from each --public-key; the first charter names its own. Exit status: 0 merged; 1 merged,",
      "but something was left out; 2 not merged."
    })
final class DraftMergeCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Copies of one draft.")
  private List<Path> files = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the merged draft goes.")
  private @Nullable Path out;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "The log the draft is meant for, whose charter has the parties' keys.")
  private @Nullable String source;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Whose signatures make a checkpoint; default: the source's own policy.")
  private @Nullable Path policy;

  @Option(
      names = "--public-key",
      paramLabel = "KEY",
      description = "A party's public key as key show prints it; may be given several times.")
  private List<String> publicKeys = List.of();

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    Draft first = DraftFile.read(files.getFirst());
    Statement statement = DraftFile.statement(files.getFirst(), first);
    Set<PartyKey> keys = keys(terminal, statement);
    Draft merged = new Draft(first.payloadBase64(), List.of());
    boolean leftOut = false;
    for (Path file : files) {
      Draft.Merged step = merge(merged, file, keys);
      merged = step.draft();
      for (var refusal : step.refused()) {
        terminal.error(file + ": left out: " + refusal);
        leftOut = true;
      }
    }
    WholeFile.write(Objects.requireNonNull(out), merged.encode());
    terminal.line(merged.signatures().size() + " signatures of " + merged.statementId());
    return leftOut ? ExitStatus.NEGATIVE : ExitStatus.OK;
  }

  private static Draft.Merged merge(Draft merged, Path file, Set<PartyKey> keys)
      throws IOException {
    try {
      return merged.merge(DraftFile.read(file), keys);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith(file.toString())
          ? e
          : new IllegalArgumentException(file + ": " + message, e);
    }
  }

  private Set<PartyKey> keys(Terminal terminal, Statement statement) throws IOException {
    Optional<Evidence> evidence =
        source == null
            ? Optional.empty()
            : Optional.of(DraftFile.source(terminal, source, TrustOptions.trust(policy, null)));
    Set<PartyKey> keys = new HashSet<>(DraftReview.keys(statement, evidence).keySet());
    for (String text : publicKeys) {
      try {
        keys.add(PartyKey.parse(text));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("--public-key: " + e.getMessage(), e);
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "whose signatures count? name the log with --source, or each key with --public-key");
    }
    return keys;
  }
}
