package dev.standstill.core.rule;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopInterval;
import dev.standstill.core.rule.DutyPosition.ConventionPosition;
import dev.standstill.core.rule.Threshold.ClusterEquivalents;
import dev.standstill.core.rule.Threshold.ClusterPeak;
import dev.standstill.core.rule.Threshold.NetworkRate;
import dev.standstill.core.rule.Threshold.PartOfOriginal;
import dev.standstill.core.rule.Threshold.TrainingFlop;
import dev.standstill.core.rule.Validity.Binding;
import dev.standstill.core.rule.Validity.Draft;
import dev.standstill.core.rule.Validity.Proposed;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every rule that matters on a day, held against what is known. An interval is compared, never a
 * point; several conventions count as the interval that holds all of theirs.
 */
public final class RuleEvaluation {

  private final RuleFacts facts;

  private RuleEvaluation(RuleFacts facts) {
    this.facts = facts;
  }

  /** One answer for each rule of each pack that matters, in the catalogue's order. */
  public static List<DutyPosition> of(
      RuleCatalogue catalogue, RuleFacts facts, LocalDate day, KnownDates dates) {
    RuleEvaluation evaluation = new RuleEvaluation(facts);
    List<DutyPosition> positions = new ArrayList<>();
    for (RulePack pack : catalogue.on(day)) {
      for (Rule rule : pack.rules()) {
        Position position = evaluation.position(rule, facts.estimates());
        positions.add(
            new DutyPosition(
                pack,
                pack.validity().on(day),
                rule,
                position,
                evaluation.byConvention(rule),
                due(pack, rule, position, dates)));
      }
    }
    return List.copyOf(positions);
  }

  private Position position(Rule rule, List<FlopEstimate> estimates) {
    Optional<FlopInterval> interval =
        estimates.stream()
            .filter(estimate -> rule.counting().admits(estimate.convention()))
            .map(FlopEstimate::interval)
            .reduce(FlopInterval::spanning);
    return rule.conditions().stream()
        .map(condition -> position(condition, interval))
        .reduce(Position::and)
        .orElse(Position.UNDECIDED);
  }

  private List<ConventionPosition> byConvention(Rule rule) {
    boolean counts =
        rule.conditions().stream()
            .anyMatch(condition ->
                condition instanceof TrainingFlop || condition instanceof PartOfOriginal);
    return facts.estimates().stream()
        .filter(estimate -> counts && rule.counting().admits(estimate.convention()))
        .map(estimate ->
            new ConventionPosition(estimate.convention(), position(rule, List.of(estimate))))
        .toList();
  }

  private Position position(Threshold threshold, Optional<FlopInterval> interval) {
    Optional<Position> position =
        switch (threshold) {
          case TrainingFlop flop ->
              interval.map(
                  found -> flop.comparison().position(found.least(), found.most(), flop.value()));
          case PartOfOriginal part -> interval.map(found -> position(part, found));
          case ClusterEquivalents equivalents -> facts.cluster().map(equivalents::position);
          case ClusterPeak peak ->
              facts
                  .cluster()
                  .map(cluster -> peak.comparison().position(cluster, cluster, peak.value()));
          case NetworkRate network ->
              facts
                  .networkGigabitsPerSecond()
                  .map(rate ->
                      network.comparison().position(rate, rate, network.gigabitsPerSecond()));
        };
    return position.orElse(Position.UNDECIDED);
  }

  /** Multiplied out, so that a third is exact. Doubt about the original is doubt about the part. */
  private Position position(PartOfOriginal part, FlopInterval found) {
    FlopInterval original =
        facts.original().orElseGet(() -> FlopInterval.exactly(part.whereUnknown()));
    BigInteger least = times(found.least(), part.divisor());
    BigInteger most = times(found.most(), part.divisor());
    Position easiest = part.comparison().position(least, most, original.least().operations());
    Position hardest = part.comparison().position(least, most, original.most().operations());
    return easiest == hardest ? easiest : Position.STRADDLES;
  }

  private static BigInteger times(Flop flop, int factor) {
    return flop.operations().multiply(BigInteger.valueOf(factor));
  }

  private static Optional<LocalDate> due(
      RulePack pack, Rule rule, Position position, KnownDates dates) {
    return switch (position) {
      case BELOW, UNDECIDED -> Optional.empty();
      case STRADDLES, ABOVE ->
          rule.duty().deadline().due(dates).map(due -> notBeforeBinding(pack, due));
    };
  }

  /** What is not yet law cannot be owed before it is. */
  private static LocalDate notBeforeBinding(RulePack pack, LocalDate due) {
    return switch (pack.validity()) {
      case Binding binding -> due.isBefore(binding.from()) ? binding.from() : due;
      case Draft _, Proposed _ -> due;
    };
  }
}
