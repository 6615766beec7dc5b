package dev.standstill.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Logs. */
@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description = "Keeps, serves, checks, proves from and copies transparency logs.",
    footer = {"", "Example: standstill log fsck DIR"},
    subcommands = {
      LogInitCommand.class,
      LogAppendCommand.class,
      LogTimeCommand.class,
      LogServeCommand.class,
      LogFsckCommand.class,
      LogProveCommand.class,
      LogCheckCommand.class,
      LogMirrorCommand.class
    })
final class LogCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "name a command: init, append, time, serve, fsck, prove, check or mirror");
  }
}
