package dev.standstill.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Charters. */
@Command(
    name = "charter",
    mixinStandardHelpOptions = true,
    description = "Drafts, checks, signs and rotates charters.",
    footer = {"", "Example: standstill charter check L"},
    subcommands = {
      CharterInitCommand.class,
      CharterShowCommand.class,
      CharterRotateCommand.class,
      CharterCheckCommand.class,
      DraftSignCommand.class,
      DraftMergeCommand.class,
      DraftStatusCommand.class,
      DraftPublishCommand.class
    })
final class CharterCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "name a command: init, show, rotate, check, sign, merge, status or publish");
  }
}
