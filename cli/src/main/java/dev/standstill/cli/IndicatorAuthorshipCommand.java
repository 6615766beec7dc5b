package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.cli.authorship.GitHistory;
import dev.standstill.core.indicator.AuthorshipTally;
import dev.standstill.core.indicator.AuthorshipTally.MarkedShare;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How much of a history AI is said to have written. */
@Command(
    name = "authorship",
    mixinStandardHelpOptions = true,
    description = {
      "Counts, over the history of a Git repository's HEAD without merges, the added lines that"
          + " AI is said to have written: at least (line notes, AI authors), weighted by trailers,"
          + " and at most (all that no note says a person wrote); and the commits that carry a"
          + " mark. Bare repositories will do; nothing is checked out or written.",
      "",
      "The absence of a mark proves nothing, and a share that falls may be trailers lost."
    },
    footer = {
      "",
      "Example: standstill indicator authorship . --by month --json",
      "",
      "Months are those of the committer's date in UTC. Vendored and generated files are left out.",
      "Exit status: 0 counted, 2 bad input."
    })
final class IndicatorAuthorshipCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "REPO", description = "The repository's folder.")
  private @Nullable Path folder;

  /** How the counts are divided. */
  enum Division {
    MONTH
  }

  @Option(names = "--by", paramLabel = "month", description = "Also divide by month.")
  private @Nullable Division by;

  @Option(
      names = "--commits-only",
      description = "Count no lines: marks of commits alone, in a fraction of the time.")
  private boolean commitsOnly;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    Terminal terminal =
        new Terminal(command.commandLine().getOut(), command.commandLine().getErr());
    SortedMap<YearMonth, AuthorshipTally> months = new TreeMap<>();
    String head;
    long unusableNotes;
    try (GitHistory history = GitHistory.open(Objects.requireNonNull(folder))) {
      head = history.head();
      history.tell(
          !commitsOnly,
          (month, commit) ->
              months.merge(month, AuthorshipTally.NOTHING.plus(commit), AuthorshipTally::plus));
      unusableNotes = history.unusableNotes();
    }
    AuthorshipTally total =
        months.values().stream().reduce(AuthorshipTally.NOTHING, AuthorshipTally::plus);
    if (json) {
      terminal.json(StrictJson.pretty(json(head, unusableNotes, total, months)));
    } else {
      terminal.line("history of " + head + ", marks " + GitHistory.marks());
      terminal.line(
          String.format(
              Locale.ROOT,
              "  %-8s %8s %8s %9s %10s %8s %9s %8s",
              "",
              "commits",
              "marked",
              "share",
              "lines",
              "at least",
              "trailers",
              "at most"));
      if (by != null) {
        months.forEach((month, tally) -> print(terminal, month.toString(), tally));
      }
      print(terminal, "all", total);
      if (unusableNotes > 0) {
        terminal.line(unusableNotes + " notes could not be used; their commits go by their marks.");
      }
      terminal.line("The absence of a mark proves nothing.");
    }
    return ExitStatus.OK;
  }

  private ObjectNode json(
      String head,
      long unusableNotes,
      AuthorshipTally total,
      SortedMap<YearMonth, AuthorshipTally> months) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putObject("method")
        .put("marks", GitHistory.marks())
        .put("head", head)
        .put("date", "committer, UTC")
        .put("lines", !commitsOnly)
        .put("unusableNotes", unusableNotes);
    tally(root, total);
    if (by != null) {
      ArrayNode list = root.putArray("months");
      months.forEach(
          (month, tally) -> tally(list.addObject().put("month", month.toString()), tally));
    }
    return root;
  }

  private static void tally(ObjectNode node, AuthorshipTally tally) {
    node.put("commits", tally.commits()).put("markedCommits", tally.marked());
    Optional<MarkedShare> marked = tally.markedShare();
    node.put("markedShare", marked.map(MarkedShare::share).orElse(null));
    marked.ifPresentOrElse(
        share ->
            node.putArray("markedInterval")
                .add(share.interval().low())
                .add(share.interval().high()),
        () -> node.putNull("markedInterval"));
    node.put("lines", tally.lines());
    estimate(node, "lower", tally, tally.lower());
    estimate(node, "trailerWeighted", tally, tally.trailerWeighted());
    estimate(node, "upper", tally, tally.upper());
  }

  private static void estimate(ObjectNode node, String key, AuthorshipTally tally, long lines) {
    ObjectNode estimate = node.putObject(key).put("lines", lines);
    OptionalDouble share = tally.share(lines);
    if (share.isPresent()) {
      estimate.put("share", share.getAsDouble());
    } else {
      estimate.putNull("share");
    }
  }

  private static void print(Terminal terminal, String name, AuthorshipTally tally) {
    terminal.line(
        String.format(
            Locale.ROOT,
            "  %-8s %8d %8d %8s%% %10d %8s %9s %8s",
            name,
            tally.commits(),
            tally.marked(),
            tally
                .markedShare()
                .map(share -> String.format(Locale.ROOT, "%.2f", 100 * share.share()))
                .orElse("-"),
            tally.lines(),
            percent(tally, tally.lower()),
            percent(tally, tally.trailerWeighted()),
            percent(tally, tally.upper())));
  }

  private static String percent(AuthorshipTally tally, long lines) {
    OptionalDouble share = tally.share(lines);
    return share.isPresent()
        ? String.format(Locale.ROOT, "%.2f%%", 100 * share.getAsDouble())
        : "-";
  }
}
