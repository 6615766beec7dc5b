package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.indicator.Horizon;
import dev.standstill.core.indicator.HorizonBootstrap;
import dev.standstill.core.indicator.HorizonBootstrap.Replicate;
import dev.standstill.core.indicator.HorizonBootstrap.Spread;
import dev.standstill.core.indicator.HorizonMethod;
import dev.standstill.core.indicator.HorizonStudy;
import dev.standstill.core.indicator.Interval;
import dev.standstill.core.indicator.Weighting;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How long a task a system manages. */
@Command(
    name = "horizon",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the length of task, in minutes of a skilled human, that each system does half (p50)"
          + " and four fifths (p80) of the time: METR's weighted logistic fit, with the slope"
          + " regularised, and its hierarchical bootstrap.",
      "",
      "RUNS has a JSON object a line with METR's columns. The regularisation is part of the"
          + " method: with another one the same runs give another series."
    },
    footer = {
      "",
      "Example: standstill indicator horizon runs.jsonl --regularization 0.1 --json",
      "",
      "A system that solves nothing, or everything, has a bound and no number.",
      "Exit status: 0 computed, 2 bad input."
    })
final class IndicatorHorizonCommand implements Callable<Integer> {

  private static final int REPLICATES_MAX = 1_000_000;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "RUNS", description = "Evaluation runs, JSON lines.")
  private @Nullable Path file;

  @Option(
      names = "--regularization",
      paramLabel = "L",
      description =
          "Lambda, above 0; default: ${DEFAULT-VALUE}, as in the tables since March 2026; those"
              + " of January 2026 used 0.1.",
      defaultValue = "1e-5")
  private double regularization;

  @Option(
      names = "--bootstrap",
      paramLabel = "N",
      description = "Replicates; 0 for no intervals; default: ${DEFAULT-VALUE}.",
      defaultValue = "1000")
  private int replicates;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of the bootstrap; default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (!(regularization > 0) || regularization > 1e6) {
      throw new IllegalArgumentException(
          "--regularization must be above 0 and at most 1e6, not " + regularization);
    }
    if (replicates < 0 || replicates > REPLICATES_MAX) {
      throw new IllegalArgumentException(
          "--bootstrap must be 0 to " + REPLICATES_MAX + ", not " + replicates);
    }
    Path path = Objects.requireNonNull(file);
    EvaluationRunsFile read = EvaluationRunsFile.read(path);
    HorizonStudy.defect(read.runs())
        .ifPresent(reason -> {
          throw new IllegalArgumentException(path + ": " + reason);
        });
    HorizonStudy study =
        HorizonStudy.of(
            read.runs(), new HorizonMethod(Weighting.INVERSE_ROOT_OF_FAMILY, regularization));
    CommandSpec command = Objects.requireNonNull(spec);
    Terminal terminal =
        new Terminal(command.commandLine().getOut(), command.commandLine().getErr());
    List<Optional<Spread>> spreads = spreads(study, terminal);
    if (json) {
      terminal.json(StrictJson.pretty(json(study, read, spreads)));
    } else {
      print(terminal, study, spreads);
    }
    return ExitStatus.OK;
  }

  /** Replicates are functions of their number: threads change the order of work, not a bit. */
  private List<Optional<Spread>> spreads(HorizonStudy study, Terminal terminal) {
    HorizonBootstrap bootstrap = new HorizonBootstrap(study, seed);
    AtomicInteger done = new AtomicInteger();
    try (Terminal.Progress progress = terminal.progress("bootstrap")) {
      List<Replicate> drawn =
          IntStream.range(0, replicates)
              .parallel()
              .mapToObj(number -> {
                Replicate replicate = bootstrap.replicate(number);
                int so = done.incrementAndGet();
                if (so % 100 == 0) {
                  synchronized (progress) {
                    progress.at(so, replicates);
                  }
                }
                return replicate;
              })
              .toList();
      return bootstrap.spreads(drawn);
    }
  }

  private ObjectNode json(
      HorizonStudy study, EvaluationRunsFile read, List<Optional<Spread>> spreads) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putObject("method")
        .put("version", HorizonMethod.VERSION)
        .put("weighting", Words.of(study.method().weighting()))
        .put("regularization", regularization)
        .put("runs", read.runs().size())
        .put("runsDigest", read.digest())
        .put("tasks", study.tasks())
        .put("bootstrap", replicates)
        .put("seed", seed);
    ArrayNode systems = root.putArray("systems");
    for (int i = 0; i < study.aliases().size(); i++) {
      ObjectNode system = systems.addObject().put("alias", study.aliases().get(i));
      switch (study.horizons().get(i)) {
        case Horizon.Fitted fitted ->
            system
                .put("p50Minutes", StrictMath.pow(2, fitted.log2P50()))
                .put("p80Minutes", StrictMath.pow(2, fitted.log2P80()))
                .put("log2P50Minutes", fitted.log2P50());
        case Horizon.BelowRange below ->
            bound(system).putObject("bound").put("belowMinutes", below.shortestMinutes());
        case Horizon.AboveRange above ->
            bound(system).putObject("bound").put("aboveMinutes", above.longestMinutes());
        case Horizon.NoFall _ -> bound(system).put("bound", "no-fall");
      }
      interval(system, "interval", spreads.get(i).map(spread -> spread.p50().exp2()));
      interval(system, "p80Interval", spreads.get(i).map(spread -> spread.p80().exp2()));
    }
    return root;
  }

  private static ObjectNode bound(ObjectNode system) {
    return system.putNull("p50Minutes").putNull("p80Minutes");
  }

  private static void interval(ObjectNode node, String key, Optional<Interval> interval) {
    interval.ifPresentOrElse(
        ends -> node.putArray(key).add(ends.low()).add(ends.high()), () -> node.putNull(key));
  }

  private void print(Terminal terminal, HorizonStudy study, List<Optional<Spread>> spreads) {
    terminal.line(
        String.format(
            Locale.ROOT, "  %-28s %12s %12s   %s", "system", "p50 min", "p80 min", "95 % of p50"));
    for (int i = 0; i < study.aliases().size(); i++) {
      String figures =
          switch (study.horizons().get(i)) {
            case Horizon.Fitted fitted ->
                String.format(
                    Locale.ROOT,
                    "%12.6g %12.6g",
                    StrictMath.pow(2, fitted.log2P50()),
                    StrictMath.pow(2, fitted.log2P80()));
            case Horizon.BelowRange below ->
                String.format(
                    Locale.ROOT, "solves nothing: below %.4g min", below.shortestMinutes());
            case Horizon.AboveRange above ->
                String.format(
                    Locale.ROOT, "solves everything: above %.4g min", above.longestMinutes());
            case Horizon.NoFall _ -> "success does not fall with length: no horizon";
          };
      String spread =
          spreads
              .get(i)
              .map(s -> s.p50().exp2())
              .map(ends -> String.format(Locale.ROOT, "%.4g to %.4g", ends.low(), ends.high()))
              .orElse("");
      terminal.line(
          String.format(
              Locale.ROOT,
              "  %-28s %s   %s",
              Terminal.printable(study.aliases().get(i)),
              figures,
              spread));
    }
    terminal.line(
        String.format(
            Locale.ROOT,
            "%s, regularisation %s, %d tasks, %d replicates from seed %d.",
            HorizonMethod.VERSION,
            regularization,
            study.tasks(),
            replicates,
            seed));
  }
}
