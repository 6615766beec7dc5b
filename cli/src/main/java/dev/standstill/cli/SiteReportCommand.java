package dev.standstill.cli;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the site reports. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Reports of what ran at the site.",
    subcommands = SiteReportCommand.Now.class)
final class SiteReportCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(), "name a command: now");
  }

  /** Reports. */
  @Command(
      name = "now",
      mixinStandardHelpOptions = true,
      description =
          "Has the agent sign and send the report of the period that STATE/site-data/"
              + "activities.json is about, with the energies that its meters gave, what the"
              + " schedulers accounted and what it says of its own enforcement. Without that file:"
              + " of the period that is due, its activities filled from the schedulers' accounts"
              + " and STATE/site-data/work.json.",
      footer = {
        "",
        "Example: standstill site report now",
        "",
        "See your own discrepancies first: standstill balance show --site-data STATE/site-data",
        "Exit status: 1 if nothing was reported, and why is said; 2 if no agent runs."
      })
  static final class Now implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;
    @Mixin private final OwnSite own = new OwnSite();

    @Override
    public Integer call() throws IOException {
      String answer = OwnSite.tell(own.configuration(), "/v1/report").strip();
      Terminal.of(Objects.requireNonNull(spec)).line(answer);
      return answer.startsWith("reported") ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }
  }
}
