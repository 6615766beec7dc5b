package dev.standstill.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Orders. */
@Command(
    name = "order",
    mixinStandardHelpOptions = true,
    description = "Drafts, shows, signs, merges and publishes orders, and says where they stand.",
    footer = {"", "Example: standstill order status L"},
    subcommands = {
      OrderDraftCommand.class,
      DraftShowCommand.class,
      DraftSignCommand.class,
      DraftMergeCommand.class,
      DraftStatusCommand.class,
      DraftPublishCommand.class
    })
final class OrderCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "name a command: draft, show, sign, merge, status or publish");
  }
}
