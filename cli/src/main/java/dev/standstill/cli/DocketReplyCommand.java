package dev.standstill.cli;

import dev.standstill.core.decision.ClarificationReply;
import dev.standstill.core.record.Digest;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Drafts a reply. */
@Command(
    name = "reply",
    mixinStandardHelpOptions = true,
    description = "Drafts the reply of the party that was asked.",
    footer = {
      "",
      "Example: standstill docket reply L 17 --evidence 9 --text TEXT --out draft.json",
      "",
      "Exit status: 0 written; 2 not."
    })
final class DocketReplyCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final CaseDraft draft = new CaseDraft();

  @Parameters(
      index = "1",
      paramLabel = "CASE",
      description = "The log index of its question, or eight or more digits of its id.")
  private String name = "";

  @Option(
      names = "--evidence",
      paramLabel = "ENTRY",
      description = "A statement it rests on, by index or id; may be given several times.")
  private List<String> evidence = List.of();

  @Option(
      names = "--content",
      paramLabel = "DIGEST",
      description = "Other content it rests on; may be given several times.")
  private List<String> contents = List.of();

  @Option(
      names = "--text",
      required = true,
      paramLabel = "TEXT",
      description = "The reply, in one line.")
  private String text = "";

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    LoggedCases cases = draft.open(command);
    return draft.write(
        command,
        new ClarificationReply(
            cases.cite(name, StatementKind.CLARIFICATION),
            evidence.stream().map(cases::cite).toList(),
            contents.stream().map(Digest::new).toList(),
            text));
  }
}
