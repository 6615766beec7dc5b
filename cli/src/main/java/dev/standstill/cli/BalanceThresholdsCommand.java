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

/** The threshold of Page's test over a finite horizon. */
@Command(
    name = "thresholds",
    mixinStandardHelpOptions = true,
    description =
        "Prints the threshold h of Page's test, in sigma, at which the probability of any false"
            + " alarm in so many periods is the one given: by the exact recursion, not from an"
            + " average run length.",
    footer = {
      "",
      "Example: standstill balance thresholds --periods 12 --k 0.5 --false-alarm 0.05 --json",
      "",
      "Exit status: 0 computed, 2 bad input."
    })
final class BalanceThresholdsCommand implements Callable<Integer> {

  private static final int PERIODS_MAX = 100_000;
  private static final double K_MAX = 100;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--periods",
      required = true,
      paramLabel = "N",
      description = "Periods in the horizon, 1 to 100000.")
  private int periods;

  @Option(
      names = "--k",
      required = true,
      paramLabel = "K",
      description = "Reference value in sigma, 0 or more: half the loss a period to be found.")
  private double k;

  @Option(
      names = "--false-alarm",
      required = true,
      paramLabel = "A",
      description = "Probability of any false alarm in the horizon, between 0 and 1.")
  private double falseAlarm;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (periods < 1 || periods > PERIODS_MAX) {
      throw new IllegalArgumentException(
          "--periods must be 1 to " + PERIODS_MAX + ", not " + periods);
    }
    if (!(k >= 0 && k <= K_MAX)) {
      throw new IllegalArgumentException("--k must be 0 to 100 sigma, not " + k);
    }
    if (!(falseAlarm > 0 && falseAlarm < 1)) {
      throw new IllegalArgumentException(
          "--false-alarm must lie between 0 and 1, not " + falseAlarm);
    }
    double h = PageTest.forHorizon(k, periods, falseAlarm).threshold();
    CommandSpec command = Objects.requireNonNull(spec);
    Terminal terminal =
        new Terminal(command.commandLine().getOut(), command.commandLine().getErr());
    if (json) {
      terminal.json(StrictJson.pretty(JsonNodeFactory.instance.objectNode().put("h", h)));
    } else {
      terminal.line(String.format(Locale.ROOT, "h = %.4f sigma", h));
    }
    return ExitStatus.OK;
  }
}
