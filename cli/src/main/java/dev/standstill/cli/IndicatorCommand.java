package dev.standstill.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Capability indicators. */
@Command(
    name = "indicator",
    mixinStandardHelpOptions = true,
    description = "Computes capability indicators that anyone can recompute.",
    footer = {"", "Example: standstill indicator trend benchmark_results.yaml --from 2023-01-01"},
    subcommands = {
      IndicatorHorizonCommand.class,
      IndicatorTrendCommand.class,
      IndicatorAuthorshipCommand.class
    })
final class IndicatorCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(), "name a command: horizon, trend or authorship");
  }
}
