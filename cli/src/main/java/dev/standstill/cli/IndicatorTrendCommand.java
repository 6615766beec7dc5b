package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.indicator.HorizonTrend;
import dev.standstill.core.indicator.Interval;
import dev.standstill.core.indicator.ModelHorizon;
import dev.standstill.core.indicator.TrendWindow;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How fast the horizon of the best systems grows. */
@Command(
    name = "trend",
    mixinStandardHelpOptions = true,
    description = {
      "Prints in how many days the p50 time horizon of the best systems doubles, over a named"
          + " window: the straight line through log2 of p50 of every model that was the state of"
          + " the art among those released in the window, and its 95 % interval.",
      "",
      "TABLE is METR's YAML, or CSV with the columns model, release_date and p50_minutes."
    },
    footer = {
      "",
      "Example: standstill indicator trend benchmark_results.yaml --from 2023-01-01 --json",
      "",
      "The interval is that of the line alone: it leaves out how uncertain each p50 is. Another"
          + " window, or another method behind the table, is another number.",
      "Exit status: 0 computed, 2 bad input, 3 if the window has too few models or no growth."
    })
final class IndicatorTrendCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "TABLE", description = "Published horizons, YAML or CSV.")
  private @Nullable Path table;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DATE",
      description = "First day of the window: what was released before does not count.")
  private @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "Last day of the window; default: today.")
  private @Nullable LocalDate to;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    List<ModelHorizon> models = HorizonTableFile.read(Objects.requireNonNull(table));
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    for (ModelHorizon model : models) {
      if (model.released().isAfter(today)) {
        throw new IllegalArgumentException(
            "%s: %s was released on %s, which is in the future"
                .formatted(table, model.model(), model.released()));
      }
    }
    TrendWindow window = new TrendWindow(Objects.requireNonNull(from), to == null ? today : to);
    List<ModelHorizon> best = window.stateOfTheArt(models);
    Optional<HorizonTrend> trend = HorizonTrend.through(best);
    Optional<Double> doubling = trend.flatMap(HorizonTrend::doublingDays);
    Optional<Interval> interval = trend.flatMap(HorizonTrend::doublingInterval);
    CommandSpec command = Objects.requireNonNull(spec);
    Terminal terminal =
        new Terminal(command.commandLine().getOut(), command.commandLine().getErr());
    if (json) {
      terminal.json(StrictJson.pretty(json(window, best, doubling, interval)));
    } else {
      print(terminal, window, best, doubling, interval);
    }
    return doubling.isPresent() ? ExitStatus.OK : ExitStatus.UNDECIDED;
  }

  private static ObjectNode json(
      TrendWindow window,
      List<ModelHorizon> best,
      Optional<Double> doubling,
      Optional<Interval> interval) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("doublingDays", doubling.orElse(null));
    interval.ifPresentOrElse(
        ends -> {
          ArrayNode both = root.putArray("interval").add(ends.low());
          // Where a flat line cannot be excluded there is no upper end.
          if (Double.isInfinite(ends.high())) {
            both.addNull();
          } else {
            both.add(ends.high());
          }
        },
        () -> root.putNull("interval"));
    root.putObject("window")
        .put("from", window.from().toString())
        .put("to", window.to().toString());
    ArrayNode models = root.putArray("models");
    for (ModelHorizon model : best) {
      models
          .addObject()
          .put("model", model.model())
          .put("released", model.released().toString())
          .put("p50Minutes", model.p50Minutes());
    }
    return root;
  }

  private static void print(
      Terminal terminal,
      TrendWindow window,
      List<ModelHorizon> best,
      Optional<Double> doubling,
      Optional<Interval> interval) {
    for (ModelHorizon model : best) {
      terminal.line(
          String.format(
              Locale.ROOT,
              "  %s %12.4f min  %s",
              model.released(),
              model.p50Minutes(),
              Terminal.printable(model.model())));
    }
    String over = " over " + best.size() + " models from " + window.from() + " to " + window.to();
    if (doubling.isEmpty()) {
      terminal.line("No doubling time" + over + ".");
      return;
    }
    terminal.line(String.format(Locale.ROOT, "Doubles in %.3f days%s.", doubling.get(), over));
    interval.ifPresent(ends ->
        terminal.line(
            Double.isInfinite(ends.high())
                ? String.format(
                    Locale.ROOT,
                    "95 %% interval of the line: from %.3f days; no growth is not excluded.",
                    ends.low())
                : String.format(
                    Locale.ROOT,
                    "95 %% interval of the line: %.3f to %.3f days.",
                    ends.low(),
                    ends.high())));
  }
}
