package dev.standstill.cli;

import dev.standstill.core.accountancy.AreaBalance;
import dev.standstill.core.accountancy.AreaBalance.JudgedPeriod;
import dev.standstill.core.finding.SiteBalance;
import dev.standstill.evidence.Examination;
import dev.standstill.site.metering.period.OwnBalance;
import dev.standstill.site.metering.period.OwnData;
import dev.standstill.wire.BalancesJson;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Balances. */
@Command(
    name = "balance",
    mixinStandardHelpOptions = true,
    description = "Shows compute balances; tests and plans balances of anything.",
    footer = {
      "",
      "Example: standstill balance show EVIDENCE",
      "         standstill balance run FILE.json"
    },
    subcommands = {
      BalanceCommand.Show.class,
      BalanceRunCommand.class,
      BalanceThresholdsCommand.class,
      BalanceRunLengthCommand.class,
      BalancePowerCommand.class,
      BalanceLargestSiteCommand.class
    })
final class BalanceCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "name a command: show, run, thresholds, run-length, power or largest-site");
  }

  /** Shows the balances of a source. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description =
          "Shows, per area and period, metered against expected energy, unaccounted compute with"
              + " its sigma (above zero: performed but not declared), and every test.",
      footer = {
        "",
        "Example: standstill balance show EVIDENCE --json",
        "         standstill balance show --site-data /var/lib/standstill/own",
        "",
        "With --site-data, EVIDENCE is the folder of a site's own data, judged",
        "before anything is reported: charter.json, site-declaration.json,",
        "calibration.json, activities.json and the store in readings/.",
        "",
        "Exit status: 1 if the source is damaged, 3 if no balance could be closed, else 0."
      })
  static final class Show implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;
    @Mixin private TrustOptions trust = new TrustOptions();

    @Option(names = "--site-data", description = "EVIDENCE is a site's own data, not reported yet.")
    private boolean siteData;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
      CommandSpec command = Objects.requireNonNull(spec);
      Terminal terminal =
          new Terminal(command.commandLine().getOut(), command.commandLine().getErr());
      Examination examination = siteData ? own(terminal) : trust.examine(terminal);
      List<SiteBalance> balances = examination.evaluation().balances();
      if (json) {
        terminal.json(StrictJson.pretty(BalancesJson.of(balances)));
      } else {
        balances.forEach(site -> site.areas().forEach(area -> print(terminal, site, area)));
      }
      if (!examination.evidence().defects().isEmpty()) {
        return ExitStatus.NEGATIVE;
      }
      boolean any =
          balances.stream()
              .flatMap(site -> site.areas().stream())
              .anyMatch(area -> !area.periods().isEmpty());
      return any ? ExitStatus.OK : ExitStatus.UNDECIDED;
    }

    /** Nobody else vouches for a site's own data, and nobody but the site reads the answer. */
    private Examination own(Terminal terminal) throws IOException {
      if (trust.policy != null || trust.charter != null || trust.asOf().isPresent()) {
        throw new IllegalArgumentException(
            "--site-data is judged by its own charter at its period's end; leave out --policy,"
                + " --charter and --as-of");
      }
      try (Terminal.Progress progress = terminal.progress("recomputing readings")) {
        return OwnBalance.examine(OwnData.read(Path.of(trust.source())), progress::at);
      }
    }

    private static void print(Terminal terminal, SiteBalance site, AreaBalance area) {
      terminal.styled(
          "@|bold "
              + site.site()
              + ", area "
              + area.area()
              + "|@, "
              + area.instruments()
              + " independent instruments");
      terminal.line(
          String.format(
              Locale.ROOT,
              "  %-24s %12s %12s %11s %11s %9s %6s  %s",
              "period from",
              "metered MJ",
              "expected MJ",
              "declared",
              "unaccounted",
              "sigma",
              "z",
              "outcome"));
      area.periods().forEach(period -> terminal.line(row(period)));
      if (area.periods().isEmpty()) {
        terminal.line("  no balance could be closed");
      }
      terminal.line("");
    }

    private static String row(JudgedPeriod period) {
      return String.format(
          Locale.ROOT,
          "  %-24s %12.3f %12.3f %11.3e %11.3e %9.2e %6.2f  %s",
          period.balance().period().from(),
          period.balance().energy().joules() / 1e6,
          period.balance().expectedEnergy(period.seen().calibration()).joules() / 1e6,
          period.balance().declared().toDouble(),
          period.unaccounted().flop(),
          period.unaccounted().sigmaFlop(),
          period.unaccounted().standardised(),
          period
              .tests()
              .map(tests -> Words.of(tests.outcome()) + " by " + Words.of(tests.deciding()))
              .orElse("incomplete: a lower bound"));
    }
  }
}
