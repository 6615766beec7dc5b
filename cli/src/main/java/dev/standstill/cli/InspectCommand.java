package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.inspection.InspectionGame;
import dev.standstill.core.inspection.Ratio;
import dev.standstill.core.inspection.SampleSize;
import dev.standstill.wire.json.StrictJson;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Inspections. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = "Plans inspections: how many items to look at, and when to come.",
    footer = {
      "",
      "Example: standstill inspect size --population 100 --defects 5 --probability 0.95"
    },
    subcommands = {InspectCommand.Size.class, InspectCommand.Game.class})
final class InspectCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(), "name a command: size or game");
  }

  /** A decimal as it is written: long ones are not meant. */
  private static Ratio decimal(String option, BigDecimal value) {
    if (Math.abs((long) value.scale()) > 30 || value.precision() > 30) {
      throw new IllegalArgumentException(
          option + " must be a decimal of at most 30 digits, not " + value);
    }
    return Ratio.of(value);
  }

  /** How many items to draw. */
  @Command(
      name = "size",
      mixinStandardHelpOptions = true,
      description = {
        "Prints how many of N items must be drawn so that at least one of d defects is among them"
            + " with the probability asked for: by the hypergeometric law, by the IAEA's formula"
            + " and by Jaech's, decided in exact integers; and with which probability the IAEA's"
            + " sample finds one."
      },
      footer = {
        "",
        "Example: standstill inspect size --population 100 --defects 5 --probability 0.95 --json",
        "",
        "A look is taken to see every defect. Exit status: 0 computed, 2 bad input."
      })
  static final class Size implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(
        names = "--population",
        required = true,
        paramLabel = "N",
        description = "Items in all, 1 to 1000000.")
    private long population;

    @Option(
        names = "--defects",
        required = true,
        paramLabel = "d",
        description = "Defects that must not go unseen, 1 to N.")
    private long defects;

    @Option(
        names = "--probability",
        required = true,
        paramLabel = "p",
        description = "Probability of finding one, a decimal between 0 and 1, taken exactly.")
    private BigDecimal probability = BigDecimal.ZERO;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
      SampleSize size =
          new SampleSize(
              population, defects, Ratio.ONE.minus(decimal("--probability", probability)));
      long iaea = size.iaea();
      double detection = size.detectionProbability(iaea);
      CommandLine command = Objects.requireNonNull(spec).commandLine();
      Terminal terminal = new Terminal(command.getOut(), command.getErr());
      if (json) {
        terminal.json(
            StrictJson.pretty(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("exact", size.exact())
                    .put("iaea", iaea)
                    .put("jaech", size.jaech())
                    .put("detectionProbability", detection)));
      } else {
        terminal.line("exact: " + size.exact());
        terminal.line("IAEA:  " + iaea);
        terminal.line("Jaech: " + size.jaech());
        terminal.line(
            String.format(
                Locale.ROOT, "The IAEA's sample finds one with probability %.5f.", detection));
      }
      return ExitStatus.OK;
    }
  }

  /** When to come. */
  @Command(
      name = "game",
      mixinStandardHelpOptions = true,
      description = {
        "Solves the game of an inspector with m visits in n periods against somebody who may"
            + " violate in one of them: what violating is worth on average, and with which"
            + " probability to visit now. The violator gains 1 undetected and loses the penalty"
            + " when a visit falls into his period; both choose at random."
      },
      footer = {
        "",
        "Example: standstill inspect game --periods 8 --inspections 2 --penalty 1 --json",
        "",
        "After each period solve it anew with what is left.",
        "Exit status: 0 solved, 2 bad input."
      })
  static final class Game implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(
        names = "--periods",
        required = true,
        paramLabel = "n",
        description = "Periods left, 1 to 5000.")
    private int periods;

    @Option(
        names = "--inspections",
        required = true,
        paramLabel = "m",
        description = "Visits left, 0 to n.")
    private int inspections;

    @Option(
        names = "--penalty",
        required = true,
        paramLabel = "b",
        description =
            "Loss of a violator who is caught, in units of the gain: a decimal, 0 or more.")
    private BigDecimal penalty = BigDecimal.ZERO;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
      InspectionGame game = new InspectionGame(periods, inspections, decimal("--penalty", penalty));
      Ratio value = game.value();
      Ratio now = game.inspectNow();
      CommandLine command = Objects.requireNonNull(spec).commandLine();
      Terminal terminal = new Terminal(command.getOut(), command.getErr());
      if (json) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        put(root.putObject("value"), value);
        put(root.putObject("inspectNow"), now);
        terminal.json(StrictJson.pretty(root));
      } else {
        terminal.line("value:       " + said(value));
        terminal.line("inspect now: " + said(now));
      }
      return ExitStatus.OK;
    }

    private static void put(ObjectNode node, Ratio ratio) {
      node.put("fraction", ratio.toString()).put("decimal", ratio.toDouble());
    }

    private static String said(Ratio ratio) {
      return String.format(Locale.ROOT, "%s = %.7f", ratio, ratio.toDouble());
    }
  }
}
