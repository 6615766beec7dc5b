package dev.standstill.cli;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the agent. */
@Command(
    name = "agent",
    mixinStandardHelpOptions = true,
    description =
        "Runs the site's agent until it is stopped: follows the log, answers schedulers on the"
            + " loopback, stops what must stop, and reports.",
    footer = {
      "",
      "Example: standstill site agent --config S/site.toml",
      "",
      "It may be killed at any moment: it goes on where it was. While it does not run, every",
      "submission and start above the charter's thresholds is refused. docs/guides/operator.md",
      "has a unit for systemd; any other supervisor that starts it again does as well."
    })
final class SiteAgentCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final OwnSite own = new OwnSite();
  @Mixin private final PasswordSource passwords = new PasswordSource();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    new SiteServing(own.configuration(), passwords, terminal).run();
    return ExitStatus.OK;
  }
}
