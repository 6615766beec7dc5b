package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.standstill.core.accountancy.PageTest;
import dev.standstill.wire.json.StrictJson;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long Page's test takes. */
@Command(
    name = "run-length",
    mixinStandardHelpOptions = true,
    description =
        "Prints the average number of periods until Page's test alarms when every standardised"
            + " balance has the same mean: without loss, how rare false alarms are; with one, how"
            + " long it goes unseen. By the integral equation.",
    footer = {
      "",
      "Example: standstill balance run-length --k 0.5 --h 4 --shift 0 --two-sided --json",
      "",
      "Exit status: 0 computed, 2 bad input."
    })
final class BalanceRunLengthCommand implements Callable<Integer> {

  private static final double K_MAX = 100;
  private static final double H_MAX = 512;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--k",
      required = true,
      paramLabel = "K",
      description = "Reference value in sigma, 0 or more.")
  private double k;

  @Option(
      names = "--h",
      required = true,
      paramLabel = "H",
      description = "Threshold in sigma, 0 or more.")
  private double h;

  @Option(
      names = "--shift",
      required = true,
      paramLabel = "M",
      description = "Mean of the standardised balances, in sigma: 0 without loss.")
  private double shift;

  @Option(
      names = "--two-sided",
      description = "Losses and gains are both watched, each by this test.")
  private boolean twoSided;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    require("--k", k, 0, K_MAX);
    require("--h", h, 0, H_MAX);
    require("--shift", shift, -K_MAX, K_MAX);
    PageTest test = new PageTest(k, h);
    double length = twoSided ? test.twoSidedAverageRunLength(shift) : test.averageRunLength(shift);
    // Past what doubles resolve, the solution is rounding: it would be any large number.
    if (!(length >= 1 && length < 1e12)) {
      throw new IllegalArgumentException(
          "the average run length for these is beyond 1e12 periods, past what this computes:"
              + " lower --h or --k");
    }
    CommandSpec command = Objects.requireNonNull(spec);
    Terminal terminal =
        new Terminal(command.commandLine().getOut(), command.commandLine().getErr());
    if (json) {
      terminal.json(
          StrictJson.pretty(JsonNodeFactory.instance.objectNode().put("averageRunLength", length)));
    } else {
      terminal.line(String.format(Locale.ROOT, "average run length = %.4f periods", length));
    }
    return ExitStatus.OK;
  }

  private static void require(String option, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          option + " must be " + min + " to " + max + " sigma, not " + value);
    }
  }
}
