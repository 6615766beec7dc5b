package dev.standstill.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What an operator does beside a cluster. */
@Command(
    name = "site",
    mixinStandardHelpOptions = true,
    description = "Meters, reports and enforces beside a cluster.",
    footer = {"", "Example: standstill site status"},
    subcommands = {
      SiteInitCommand.class,
      SiteAgentCommand.class,
      SiteStatusCommand.class,
      SitePlanCommand.class,
      SiteSweepCommand.class,
      SitePresentCommand.class,
      SiteAcknowledgementCommand.class,
      SiteReportCommand.class,
      SiteHooksCommand.class,
      SiteWebhookCommand.class,
      SiteWriteHourCommand.class
    })
final class SiteCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "name a command: init, agent, status, plan, sweep, present, acknowledgement, report,"
            + " hooks or webhook");
  }
}
