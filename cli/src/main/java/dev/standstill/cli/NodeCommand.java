package dev.standstill.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The register. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    description = "Runs a register: takes statements, logs them, answers what follows.",
    footer = {"", "Example: standstill node serve"},
    subcommands = {NodeServeCommand.class, NodeRebuildCommand.class})
final class NodeCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(), "name a command: serve or rebuild");
  }
}
