package dev.standstill.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Cases: questions about findings, replies, rulings and appeals. */
@Command(
    name = "docket",
    mixinStandardHelpOptions = true,
    description =
        "Shows the cases of a log, and drafts what is filed in them: questions about findings,"
            + " replies, recusals, rulings and appeals.",
    footer = {"", "Example: standstill docket list L"},
    subcommands = {
      DocketListCommand.class,
      DocketShowCommand.class,
      DocketFileCommand.class,
      DocketReplyCommand.class,
      DocketRecuseCommand.class,
      DocketRuleCommand.class,
      DocketAppealCommand.class,
      DraftSignCommand.class,
      DraftMergeCommand.class,
      DraftStatusCommand.class,
      DraftPublishCommand.class
    })
final class DocketCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "name a command: list, show, file, reply, recuse, rule, appeal, sign, merge, status or"
            + " publish");
  }
}
