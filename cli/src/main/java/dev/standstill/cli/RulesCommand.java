package dev.standstill.cli;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopInterval;
import dev.standstill.core.rule.Accuracy;
import dev.standstill.core.rule.DatedEvent;
import dev.standstill.core.rule.DutyPosition;
import dev.standstill.core.rule.EstimateOutcome;
import dev.standstill.core.rule.Estimation;
import dev.standstill.core.rule.ImpliedUtilisation;
import dev.standstill.core.rule.KnownDates;
import dev.standstill.core.rule.RuleCatalogue;
import dev.standstill.core.rule.RuleEvaluation;
import dev.standstill.core.rule.RuleFacts;
import dev.standstill.core.rule.RunFacts;
import dev.standstill.wire.json.StrictJson;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Thresholds on compute. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "Holds a training run against published thresholds on compute.",
    footer = {"", "Example: standstill rules estimate --parameters 405B --tokens 15.6T"},
    subcommands = {RulesCommand.Estimate.class, RulesCommand.Packs.class})
final class RulesCommand implements Runnable {

  private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2199, 12, 31);

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(), "name a command: estimate or list");
  }

  private static Terminal terminal(CommandLine command) {
    return new Terminal(command.getOut(), command.getErr());
  }

  private static LocalDate day(String option, String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (!day.isBefore(FIRST) && !day.isAfter(LAST)) {
        return day;
      }
    } catch (DateTimeException e) {
      // Said below: what cannot be read and what cannot be meant are one mistake.
    }
    throw new IllegalArgumentException(
        option + " must be a day such as 2026-11-23, from 2000 to 2199, not " + text);
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  /** Estimates a run and says where it stands. */
  @Command(
      name = "estimate",
      mixinStandardHelpOptions = true,
      description = {
        "Estimates the FLOP of a run under every convention whose inputs are given, as intervals,"
            + " and says against each rule whether they lie below, astride or above, and what is"
            + " due when. Numbers may be written 405000000000, 4.05e11 or 405B (K, M, B, T: 1e3,"
            + " 1e6, 1e9, 1e12)."
      },
      footer = {
        "",
        "Example: standstill rules estimate --parameters 405B --tokens 15.6T --json",
        "Example: standstill rules estimate --chips 16384 --model H100 --hours 1300 --mfu 0.4",
        "",
        "Not legal advice: an estimate under the conventions named.",
        "Exit status: 0 estimated, 2 bad input, 3 if no convention had its inputs."
      })
  static final class Estimate implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;
    @Mixin private RunFlags run = new RunFlags();

    @Option(
        names = "--original-flop",
        paramLabel = "X",
        description = "Training FLOP of the model that is modified; default: not known.")
    private @Nullable String originalFlop;

    @Option(
        names = "--date",
        paramLabel = "DAY",
        description =
            "When the threshold was met, or was known to be going to be met, whichever is first;"
                + " also the day whose rules are used; default: today.")
    private @Nullable String date;

    @Option(
        names = "--start",
        paramLabel = "DAY",
        description = "When the run starts; default: not known.")
    private @Nullable String start;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
      RunFacts facts = run.facts();
      LocalDate day = date == null ? today() : day("--date", date);
      List<EstimateOutcome> outcomes = Estimation.of(facts, Accuracy.EUROPEAN);
      RuleFacts known =
          new RuleFacts(
              Estimation.estimates(outcomes), original(), run.cluster(), Optional.empty());
      List<DutyPosition> duties =
          RuleEvaluation.of(RuleCatalogue.PUBLISHED, known, day, dates(day));
      CommandLine command = Objects.requireNonNull(spec).commandLine();
      if (json) {
        terminal(command).json(StrictJson.pretty(EstimatesJson.of(known.estimates(), duties)));
      } else {
        EstimatesText text = new EstimatesText(terminal(command));
        text.estimates(day, outcomes, ImpliedUtilisation.of(facts));
        text.cluster(known.cluster());
        text.duties(duties);
        text.notEstablished();
      }
      if (known.estimates().isEmpty()) {
        command
            .getErr()
            .println(
                "standstill: no estimate: give --parameters and --tokens, or --chips, --model and"
                    + " --hours");
        return ExitStatus.UNDECIDED;
      }
      return ExitStatus.OK;
    }

    private Optional<FlopInterval> original() {
      return Optional.ofNullable(originalFlop)
          .map(text -> new Flop(StatedNumber.whole("--original-flop", text, "1e40")))
          .map(FlopInterval::exactly);
    }

    private KnownDates dates(LocalDate day) {
      Map<DatedEvent, LocalDate> days = new EnumMap<>(DatedEvent.class);
      days.put(DatedEvent.THRESHOLD_MET_OR_FORESEEN, day);
      if (start != null) {
        days.put(DatedEvent.RUN_START, day("--start", start));
      }
      return new KnownDates(days);
    }
  }

  /** Lists the packs. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the rule packs with source and date, and how each stands on a day.",
      footer = {"", "Example: standstill rules list --date 2027-01-01"})
  static final class Packs implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--date", paramLabel = "DAY", description = "The day; default: today.")
    private @Nullable String date;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
      LocalDate day = date == null ? today() : day("--date", date);
      Terminal terminal = terminal(Objects.requireNonNull(spec).commandLine());
      if (json) {
        terminal.json(StrictJson.pretty(RulePacksJson.of(RuleCatalogue.PUBLISHED, day)));
      } else {
        new RulePacksText(terminal).packs(RuleCatalogue.PUBLISHED, day);
      }
      return ExitStatus.OK;
    }
  }
}
