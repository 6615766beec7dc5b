package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.estimate.Breakout;
import dev.standstill.core.estimate.Suspicion.Weight;
import dev.standstill.core.rule.AcceleratorPeak;
import dev.standstill.wire.SuspicionJson;
import dev.standstill.wire.SuspicionJson.Stated;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Estimates. */
@Command(
    name = "estimate",
    mixinStandardHelpOptions = true,
    description = "Estimates how soon hidden chips would matter, and how likely there are any.",
    footer = {
      "",
      "Example: standstill estimate breakout --chips 16 --model h100 --mfu 0.4 --target 1e24"
    },
    subcommands = {EstimateCommand.BreakoutTime.class, EstimateCommand.Undeclared.class})
final class EstimateCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(), "name a command: breakout or undeclared");
  }

  /** How soon. */
  @Command(
      name = "breakout",
      mixinStandardHelpOptions = true,
      description = {
        "Prints the days in which so many chips reach a target of training compute, at their dense"
            + " 16-bit peak times the utilisation, while chips and algorithms grow; and half of"
            + " that, within which a violation must be noticed, adjudicated and halted. A year has"
            + " 365.25 days."
      },
      footer = {
        "",
        "Example: standstill estimate breakout --chips 16 --model h100 --mfu 0.4 --target 1e24",
        "             --algorithmic-growth 3 --json",
        "",
        "Exit status: 0 computed, 2 bad input, 3 if the target is never reached."
      })
  static final class BreakoutTime implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(
        names = "--chips",
        required = true,
        paramLabel = "N",
        description = "How many, for example 16 or 140K.")
    private String chips = "";

    @Option(
        names = "--model",
        required = true,
        paramLabel = "NAME",
        description = "A100, H100-SXM (also h100), H100-PCIe, H200 or MI300X.")
    private String model = "";

    @Option(
        names = "--mfu",
        required = true,
        paramLabel = "U",
        description = "Share of the peak that the run reaches, above 0 and at most 1.")
    private double mfu;

    @Option(
        names = "--target",
        required = true,
        paramLabel = "F",
        description = "FLOP to be reached, for example 1e24, in today's effective FLOP.")
    private double target;

    @Option(
        names = "--hardware-growth",
        paramLabel = "G",
        description = "Factor a year by which the chips grow; default: ${DEFAULT-VALUE}.",
        defaultValue = "1")
    private double hardwareGrowth;

    @Option(
        names = "--algorithmic-growth",
        paramLabel = "A",
        description =
            "Factor a year by which an operation is worth more; default: ${DEFAULT-VALUE}.",
        defaultValue = "1")
    private double algorithmicGrowth;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
      double count = StatedNumber.whole("--chips", chips, "1e15").doubleValue();
      AcceleratorPeak peak =
          AcceleratorPeak.named(model)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "--model knows A100, H100-SXM, H100-PCIe, H200 and MI300X, not " + model));
      Breakout breakout =
          new Breakout(
              count * peak.sixteenBit().perSecond().doubleValue(),
              mfu,
              hardwareGrowth,
              algorithmicGrowth);
      OptionalDouble days = breakout.days(target);
      CommandLine command = Objects.requireNonNull(spec).commandLine();
      Terminal terminal = new Terminal(command.getOut(), command.getErr());
      if (json) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        put(root, "days", days);
        put(root, "daysToAct", breakout.daysToAct(target));
        terminal.json(StrictJson.pretty(root.put("flopOfFirstYear", breakout.flopOfFirstYear())));
      } else if (days.isPresent()) {
        terminal.line(
            String.format(
                Locale.ROOT,
                "%.3f days (%.3f years); to notice, adjudicate and halt: at most %.3f days.",
                days.getAsDouble(),
                days.getAsDouble() / Breakout.DAYS_A_YEAR,
                days.getAsDouble() / 2));
      } else {
        terminal.line("never: what is held shrinks before the target is reached.");
      }
      return days.isPresent() ? ExitStatus.OK : ExitStatus.UNDECIDED;
    }

    private static void put(ObjectNode node, String key, OptionalDouble value) {
      if (value.isPresent()) {
        node.put(key, value.getAsDouble());
      } else {
        node.putNull(key);
      }
    }
  }

  /** How likely. */
  @Command(
      name = "undeclared",
      mixinStandardHelpOptions = true,
      description = {
        "Joins items of evidence for one hypothesis, such as hidden compute above a limit: prior"
            + " odds times likelihood ratios. Items of one origin count once; none counts for more"
            + " than the cap."
      },
      footer = {
        "",
        "Example: standstill estimate undeclared ITEMS.json --json",
        "",
        "ITEMS.json: {\"hypothesis\": ..., \"prior\": 0.1, \"priorSource\": ..., \"cap\": 10,",
        "\"items\": [{\"name\", \"likelihoodRatio\", \"origin\", \"source\", \"date\"}, ...]}",
        "",
        "An estimate, with what it rests on: it refutes nobody.",
        "Exit status: 0 computed, 2 bad input."
      })
  static final class Undeclared implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ITEMS.json", description = "The hypothesis and its items.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
      Path path = Objects.requireNonNull(file);
      Stated stated =
          switch (SuspicionJson.read(SmallFile.read(path, SuspicionJson.BYTES_MAX))) {
            case ReadResult.Read<Stated>(Stated read) -> read;
            case ReadResult.Refused<Stated>(var refusal) ->
                throw new IllegalArgumentException(path + ": " + refusal);
          };
      CommandLine command = Objects.requireNonNull(spec).commandLine();
      Terminal terminal = new Terminal(command.getOut(), command.getErr());
      if (json) {
        terminal.json(StrictJson.pretty(SuspicionJson.of(stated)));
      } else {
        print(terminal, stated);
      }
      return ExitStatus.OK;
    }

    private static void print(Terminal terminal, Stated stated) {
      var suspicion = stated.suspicion();
      terminal.line(
          String.format(
              Locale.ROOT,
              "%s: %.4f before, %.4f after; even odds from a prior of %.4f.",
              Terminal.printable(stated.hypothesis()),
              suspicion.prior(),
              suspicion.posterior(),
              suspicion.priorForEvenOdds()));
      int place = 0;
      for (Weight weight : suspicion.weights()) {
        terminal.line(
            String.format(
                Locale.ROOT,
                "  %-28s x %-8.4g without it %.4f   %s",
                Terminal.printable(weight.item().name()),
                weight.counted(),
                weight.posteriorWithout(),
                Terminal.printable(stated.sources().get(place++))));
      }
      terminal.line("Holds if items of different origins are independent given the hypothesis.");
    }
  }
}
