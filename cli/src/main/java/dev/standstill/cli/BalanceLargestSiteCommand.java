package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.study.Channel;
import dev.standstill.core.study.LargestSite;
import dev.standstill.core.study.StudyLevels;
import dev.standstill.wire.ChannelsJson;
import dev.standstill.wire.ChannelsJson.ChannelSet;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How large a site may be for hidden compute still to be found. */
@Command(
    name = "largest-site",
    mixinStandardHelpOptions = true,
    description = {
      "Prints, for each set of channels of measurement, the largest site (in H100 equivalents) at"
          + " which so much hidden compute in so many days would be found: with honest errors, and"
          + " with the bias by which somebody could push each channel down.",
      "",
      "One H100 equivalent is 989.4e12 FLOP a second; the site is taken to run throughout at the"
          + " given utilisation, all of it declared."
    },
    footer = {
      "",
      "Example: standstill balance largest-site --limit 1e24 --days 30",
      "",
      "Figures and their sources: --json; figures of your own: --channels FILE (docs/balance.md).",
      "Exit status: 0 computed, 2 bad input."
    })
final class BalanceLargestSiteCommand implements Callable<Integer> {

  private static final double H100_FLOP_PER_SECOND = 989.4e12;
  private static final double SECONDS_A_DAY = 86_400;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--limit",
      paramLabel = "X",
      description = "Hidden FLOP that must be found; default: ${DEFAULT-VALUE}.",
      defaultValue = "1e24")
  private double limit;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "Days in the balance; default: ${DEFAULT-VALUE}.",
      defaultValue = "30")
  private double days;

  @Option(
      names = "--utilisation",
      paramLabel = "U",
      description = "Share of the peak that the site reaches; default: ${DEFAULT-VALUE}.",
      defaultValue = "0.38")
  private double utilisation;

  @Option(
      names = "--false-alarm",
      paramLabel = "A",
      description = "Probability of a false alarm; default: ${DEFAULT-VALUE}.",
      defaultValue = "0.05")
  private double falseAlarm;

  @Option(
      names = "--detection",
      paramLabel = "P",
      description = "Probability of finding it; default: ${DEFAULT-VALUE}.",
      defaultValue = "0.95")
  private double detection;

  @Option(
      names = "--channels",
      paramLabel = "FILE",
      description = "Channels and sets to compare; default: the project's own table.")
  private @Nullable Path channels;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    require("--limit", limit, 1, 1e40);
    require("--days", days, 1e-3, 1e5);
    require("--utilisation", utilisation, 1e-3, 1);
    StudyLevels usual = StudyLevels.DEFAULT;
    StudyLevels levels =
        new StudyLevels(falseAlarm, detection, usual.referenceValue(), usual.tightestNear());
    List<ChannelSet> sets = sets();
    CommandSpec command = Objects.requireNonNull(spec);
    Terminal terminal =
        new Terminal(command.commandLine().getOut(), command.commandLine().getErr());
    List<LargestSite> sites = new ArrayList<>();
    for (ChannelSet set : sets) {
      sites.add(LargestSite.of(set.channels(), levels));
    }
    if (json) {
      terminal.json(StrictJson.pretty(json(sets, sites)));
    } else {
      print(terminal, sets, sites);
    }
    return ExitStatus.OK;
  }

  private static void require(String option, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          option + " must be " + min + " to " + max + ", not " + value);
    }
  }

  private List<ChannelSet> sets() throws IOException {
    byte[] bytes;
    if (channels == null) {
      try (InputStream own = BalanceLargestSiteCommand.class.getResourceAsStream("channels.json")) {
        bytes = Objects.requireNonNull(own).readAllBytes();
      }
    } else {
      bytes = SmallFile.read(channels, ChannelsJson.BYTES_MAX);
    }
    return switch (ChannelsJson.read(bytes)) {
      case ReadResult.Read<List<ChannelSet>>(List<ChannelSet> sets) -> sets;
      case ReadResult.Refused<List<ChannelSet>>(var refusal) ->
          throw new IllegalArgumentException(channels + ": " + refusal);
    };
  }

  private double equivalents(double declaredFlop) {
    return declaredFlop / (H100_FLOP_PER_SECOND * utilisation * days * SECONDS_A_DAY);
  }

  private ObjectNode json(List<ChannelSet> sets, List<LargestSite> sites) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("limitFlop", limit)
        .put("days", days)
        .put("utilisation", utilisation)
        .put("falseAlarm", falseAlarm)
        .put("detection", detection);
    ArrayNode rows = root.putArray("sets");
    Set<Channel> used = new LinkedHashSet<>();
    for (int i = 0; i < sets.size(); i++) {
      LargestSite site = sites.get(i);
      ObjectNode row = rows.addObject().put("name", sets.get(i).name());
      ArrayNode names = row.putArray("channels");
      site.channels().forEach(channel -> names.add(channel.name()));
      used.addAll(site.channels());
      row.put("sigma", site.sigma()).put("lieNeeded", site.lieNeeded());
      row.putObject("honest")
          .put("h100Equivalents", equivalents(site.declaredMax(limit)))
          .put("detectableShare", site.honestShare());
      ObjectNode adversarial =
          row.putObject("adversarial")
              .put("h100Equivalents", equivalents(site.declaredMaxAdversarial(limit)))
              .put("binding", site.binding());
      if (Double.isInfinite(site.adversarialShare())) {
        adversarial.putNull("detectableShare");
      } else {
        adversarial.put("detectableShare", site.adversarialShare());
      }
    }
    ArrayNode table = root.putArray("channels");
    used.forEach(channel -> ChannelsJson.write(table.addObject(), channel));
    return root;
  }

  private void print(Terminal terminal, List<ChannelSet> sets, List<LargestSite> sites) {
    terminal.line(
        String.format(
            Locale.ROOT,
            "Largest site at which %.3g FLOP hidden in %s days are found with probability %s at"
                + " %s false alarms:",
            limit,
            BigDecimal.valueOf(days).stripTrailingZeros().toPlainString(),
            detection,
            falseAlarm));
    terminal.line("");
    terminal.line(
        String.format(
            Locale.ROOT, "  %-54s %8s %10s %12s", "channels", "sigma", "honest", "adversarial"));
    boolean guessed = false;
    for (int i = 0; i < sets.size(); i++) {
      LargestSite site = sites.get(i);
      boolean placeholder = site.channels().stream().anyMatch(Channel::placeholder);
      guessed |= placeholder;
      terminal.line(
          String.format(
              Locale.ROOT,
              "  %-54s %7.2f%% %,10.0f %,12.0f%s",
              Terminal.printable(sets.get(i).name()),
              100 * site.sigma(),
              equivalents(site.declaredMax(limit)),
              equivalents(site.declaredMaxAdversarial(limit)),
              placeholder ? " *" : ""));
    }
    terminal.line("");
    if (guessed) {
      terminal.line("  * rests on a guess that is marked as a placeholder: see --json.");
    }
    terminal.line(
        "  H100 equivalents, running throughout at a utilisation of "
            + utilisation
            + ", all of it declared.");
    terminal.line(
        "  Channels are independent but for the causes that they share. Nothing is said of"
            + " compute that is not metered at all.");
  }
}
