package dev.standstill.cli;

import dev.standstill.core.decision.Recusal;
import dev.standstill.core.record.StatementKind;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Drafts a recusal. */
@Command(
    name = "recuse",
    mixinStandardHelpOptions = true,
    description = "Drafts that the party that signs it steps aside in a case.",
    footer = {
      "",
      "Example: standstill docket recuse L 17 --reason TEXT --out draft.json",
      "",
      "Exit status: 0 written; 2 not."
    })
final class DocketRecuseCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final CaseDraft draft = new CaseDraft();

  @Parameters(
      index = "1",
      paramLabel = "CASE",
      description = "The log index of its question, or eight or more digits of its id.")
  private String name = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, in one line.")
  private String reason = "";

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    LoggedCases cases = draft.open(command);
    return draft.write(command, new Recusal(cases.cite(name, StatementKind.CLARIFICATION), reason));
  }
}
