package dev.standstill.cli;

import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.rule.AcceleratorPeak;
import dev.standstill.core.rule.Accuracy;
import dev.standstill.core.rule.DutyPosition;
import dev.standstill.core.rule.DutyPosition.ConventionPosition;
import dev.standstill.core.rule.EstimateOutcome;
import dev.standstill.core.rule.FlopEstimate;
import dev.standstill.core.rule.ImpliedUtilisation;
import dev.standstill.core.rule.Position;
import dev.standstill.core.rule.Qualifier;
import dev.standstill.core.rule.RulePack;
import dev.standstill.wire.json.Words;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Estimates and duties for a person at a terminal. */
final class EstimatesText {

  private final Terminal terminal;

  EstimatesText(Terminal terminal) {
    this.terminal = terminal;
  }

  void estimates(
      LocalDate day, List<EstimateOutcome> outcomes, Optional<ImpliedUtilisation> implied) {
    terminal.line("Rules as they stand on " + day + "; time limits run from that day.");
    heading("Estimates, in FLOP");
    row("convention", "estimate", "from", "to", "formula");
    outcomes.forEach(this::outcome);
    implied
        .filter(ImpliedUtilisation::questionable)
        .ifPresent(share ->
            wrapped(
                "  question: ",
                "architecture and hardware agree only at a utilisation of "
                    + share.share().toPlainString()
                    + ", outside the 0.1 to 0.6 of known runs; one of the inputs is wrong or"
                    + " counts something else"));
    heading("Assumed");
    for (EstimateOutcome outcome : outcomes) {
      if (outcome instanceof EstimateOutcome.Estimated) {
        wrapped("  " + Words.of(outcome.convention()) + ": ", outcome.convention().assumes());
      }
    }
    wrapped("  every interval: ", RuleWords.citation(Accuracy.EUROPEAN.source()));
    wrapped(
        "  every peak: ",
        "dense, at the maker's clock and power limit; 16-bit unless --precision says fp8");
  }

  private void outcome(EstimateOutcome outcome) {
    String convention = Words.of(outcome.convention());
    switch (outcome) {
      case EstimateOutcome.Estimated(FlopEstimate estimate) ->
          row(
              convention,
              RuleWords.rounded(estimate.flop(), RoundingMode.HALF_EVEN),
              RuleWords.rounded(estimate.interval().least(), RoundingMode.FLOOR),
              RuleWords.rounded(estimate.interval().most(), RoundingMode.CEILING),
              estimate.convention().formula());
      case EstimateOutcome.InputsMissing missing ->
          wrapped(
              String.format(Locale.ROOT, "  %-34s ", convention),
              "no estimate; missing: "
                  + missing.missing().stream()
                      .map(RuleWords::input)
                      .collect(Collectors.joining(", ")));
      case EstimateOutcome.NotNeeded(var _, var stated) ->
          wrapped(
              String.format(Locale.ROOT, "  %-34s ", convention),
              "not needed: " + RuleWords.input(stated) + " is stated");
    }
  }

  private void row(String convention, String flop, String least, String most, String formula) {
    terminal.line(
        String.format(
            Locale.ROOT, "  %-34s %9s %9s %9s  %s", convention, flop, least, most, formula));
  }

  void cluster(Optional<FlopRate> cluster) {
    if (cluster.isPresent()) {
      wrapped(
          "  cluster: ",
          "the chips named, taken to stand or work together: "
              + AcceleratorPeak.equivalents(cluster.get(), AcceleratorPeak.H100_SXM)
              + " H100 equivalents; a larger cluster of which they are a part is not seen");
    }
  }

  void duties(List<DutyPosition> duties) {
    heading("Duties, should the run be what each rule counts");
    Optional<RulePack> current = Optional.empty();
    for (DutyPosition duty : duties) {
      if (!current.equals(Optional.of(duty.pack()))) {
        current = Optional.of(duty.pack());
        terminal.line("");
        terminal.styled("@|bold " + duty.pack().name() + "|@  " + standing(duty));
        wrapped("  ", duty.pack().title());
        wrapped("  source: ", RuleWords.citation(duty.pack().citation()));
      }
      duty(duty);
    }
  }

  private static String standing(DutyPosition duty) {
    return switch (duty.standing()) {
      case IN_FORCE -> "in force";
      case NOT_YET_IN_FORCE -> "NOT YET in force: nothing is due before it is";
      case DRAFT -> "draft: binds whoever adopts it";
      case NO_LONGER_IN_FORCE -> "no longer in force";
      case NEVER_IN_FORCE -> "never in force";
    };
  }

  private void duty(DutyPosition duty) {
    terminal.styled(
        String.format(
            Locale.ROOT,
            "  %s %-26s %-16s due %s",
            mark(duty.position()),
            duty.rule().id(),
            Words.of(duty.rule().subject()),
            due(duty)));
    if (duty.position() == Position.BELOW) {
      return;
    }
    wrapped(
        "            if ",
        duty.rule().conditions().stream()
            .map(RuleWords::threshold)
            .collect(Collectors.joining(", and ")));
    for (Qualifier qualifier : duty.rule().qualifiers()) {
      wrapped("            and only if ", qualifier.clause());
    }
    wrapped("            then ", duty.rule().duty().clause());
    if (!duty.rule().citation().equals(duty.pack().citation())) {
      wrapped("            says ", RuleWords.citation(duty.rule().citation()));
    }
    if (duty.position() == Position.STRADDLES) {
      wrapped("            by ", byConvention(duty.byConvention()));
    }
  }

  private static String due(DutyPosition duty) {
    return switch (duty.position()) {
      case BELOW -> "-";
      case UNDECIDED -> "not known";
      case STRADDLES, ABOVE ->
          duty.due()
              .map(LocalDate::toString)
              .orElseGet(() -> RuleWords.deadline(duty.rule().duty().deadline()));
    };
  }

  private static String byConvention(List<ConventionPosition> positions) {
    return positions.stream()
        .map(each -> Words.of(each.convention()) + ": " + Words.of(each.position()))
        .collect(Collectors.joining(", "));
  }

  private static String mark(Position position) {
    return switch (position) {
      case BELOW -> "@|green below    |@";
      case STRADDLES -> "@|bold,yellow STRADDLES|@";
      case ABOVE -> "@|bold,red ABOVE    |@";
      case UNDECIDED -> "@|yellow undecided|@";
    };
  }

  void notEstablished() {
    heading("What this does not establish");
    for (String line :
        List.of(
            "Not legal advice: an estimate under these conventions, and rules as data from the"
                + " sources named, some of them seen second-hand.",
            "Nothing here was measured: every input is what whoever runs this typed.",
            "Earlier runs of the same lineage, restarts and retries count too and are seen only if"
                + " they are in the inputs.",
            "Whether a rule's other conditions hold, for example revenue or modality, is not"
                + " asked.",
            "Below does not mean allowed: a rule that is not in these packs may apply.")) {
      wrapped("  - ", line);
    }
  }

  private void heading(String text) {
    terminal.line("");
    terminal.styled("@|bold " + text + "|@");
  }

  private void wrapped(String first, String text) {
    Paragraph.lines(first, text).forEach(terminal::line);
  }
}
