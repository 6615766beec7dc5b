package dev.standstill.cli;

import dev.standstill.core.decision.Appeal;
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

/** Drafts an appeal. */
@Command(
    name = "appeal",
    mixinStandardHelpOptions = true,
    description = "Drafts an appeal against an order. By itself it suspends nothing.",
    footer = {
      "",
      "Example: standstill docket appeal L 21 --grounds TEXT --out draft.json",
      "",
      "Exit status: 0 written; 2 not."
    })
final class DocketAppealCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final CaseDraft draft = new CaseDraft();

  @Parameters(
      index = "1",
      paramLabel = "ORDER",
      description = "The order, by log index or by eight or more digits of its id.")
  private String order = "";

  @Option(
      names = "--grounds",
      required = true,
      paramLabel = "TEXT",
      description = "Why, in one line.")
  private String grounds = "";

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    LoggedCases cases = draft.open(command);
    return draft.write(command, new Appeal(cases.cite(order, StatementKind.ORDER), grounds));
  }
}
