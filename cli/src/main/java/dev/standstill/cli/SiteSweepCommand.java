package dev.standstill.cli;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Goes through everything now. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description =
        "Has the agent look for a newer checkpoint and go through what runs and waits at once,"
            + " instead of when it is due.",
    footer = {"", "Example: standstill site sweep", "", "Exit status: 2 if no agent runs."})
final class SiteSweepCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final OwnSite own = new OwnSite();

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    terminal.line(OwnSite.tell(own.configuration(), "/v1/sweep").strip());
    return ExitStatus.OK;
  }
}
