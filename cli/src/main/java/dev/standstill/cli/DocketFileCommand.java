package dev.standstill.cli;

import dev.standstill.core.decision.Clarification;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.StatementKind;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Drafts the question that opens a case. */
@Command(
    name = "file",
    mixinStandardHelpOptions = true,
    description = "Drafts a question to a party about findings of the log; it opens a case.",
    footer = {
      "",
      "Example: standstill docket file L --finding 12 --asked aurora --question TEXT"
          + " --out draft.json",
      "",
      "Exit status: 0 written; 2 not."
    })
final class DocketFileCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final CaseDraft draft = new CaseDraft();

  @Option(
      names = "--finding",
      required = true,
      paramLabel = "ENTRY",
      description = "A finding in the log, by index or id; may be given several times.")
  private List<String> findings = List.of();

  @Option(
      names = "--asked",
      required = true,
      paramLabel = "PARTY",
      description = "Who shall reply; it has no voice in the case.")
  private String asked = "";

  @Option(
      names = "--question",
      required = true,
      paramLabel = "TEXT",
      description = "What is asked, in one line.")
  private String question = "";

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    LoggedCases cases = draft.open(command);
    return draft.write(
        command,
        new Clarification(
            new PartyId(asked),
            findings.stream().map(one -> cases.cite(one, StatementKind.FINDING)).toList(),
            question));
  }
}
