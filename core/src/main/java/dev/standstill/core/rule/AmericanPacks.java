package dev.standstill.core.rule;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.rule.Threshold.ClusterPeak;
import dev.standstill.core.rule.Threshold.NetworkRate;
import dev.standstill.core.rule.Threshold.TrainingFlop;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Laws of the states, and federal rules that never were or are no longer in force. */
final class AmericanPacks {

  private static final Flop FRONTIER = flop("1e26");
  private static final FlopRate LARGE_CLUSTER =
      new FlopRate(new BigDecimal("1e20").toBigIntegerExact());

  private static final Set<Qualifier> LARGE = Set.of(Qualifier.REVENUE_ABOVE_500_MILLION_DOLLARS);

  static final List<RulePack> ALL = List.of(california(), newYork(), commerce(), order14110());

  private AmericanPacks() {}

  private static Flop flop(String value) {
    return Flop.ofDecimal(new BigDecimal(value));
  }

  private static RulePack california() {
    Citation law = new Citation("California SB 53", "2025", CitationStatus.PUBLISHED);
    Citation incident = new Citation("California SB 53", "2025", CitationStatus.SECONDARY);
    Citation danger = new Citation("California SB 53", "2025", CitationStatus.UNCONFIRMED);
    return new RulePack(
        "california-sb-53",
        "2025",
        "California SB 53 (at most $1 million a violation)",
        new Validity.Binding(LocalDate.of(2026, 1, 1), Optional.empty()),
        List.of(
            frontier(
                "frontier-model",
                Set.of(),
                new Duty.Standing("a frontier model, fine-tuning included"),
                law),
            frontier(
                "large-frontier-developer",
                LARGE,
                new Duty.Standing("its developer is a large frontier developer"),
                incident),
            frontier(
                "critical-incident",
                Set.of(Qualifier.INCIDENT_HAPPENED),
                new Duty.Action(
                    "tell the state of a critical safety incident within 15 days",
                    new Deadline.WithinDays(15, DatedEvent.INCIDENT)),
                incident),
            frontier(
                "imminent-danger",
                Set.of(Qualifier.INCIDENT_HAPPENED, Qualifier.DANGER_IS_IMMINENT),
                new Duty.Action(
                    "tell an authority within 24 hours",
                    new Deadline.WithinHours(24, DatedEvent.INCIDENT)),
                danger)),
        law);
  }

  private static RulePack newYork() {
    Citation law =
        new Citation("New York RAISE Act (GBL 1420-1429)", "2025", CitationStatus.PUBLISHED);
    return new RulePack(
        "new-york-raise",
        "2025",
        "New York RAISE Act ($1 million, then $3 million a violation)",
        new Validity.Binding(LocalDate.of(2027, 1, 1), Optional.empty()),
        List.of(
            frontier(
                "frontier-model",
                LARGE,
                new Duty.Standing("a frontier model: the original run plus later modification"),
                law),
            frontier(
                "safety-incident",
                Set.of(Qualifier.REVENUE_ABOVE_500_MILLION_DOLLARS, Qualifier.INCIDENT_HAPPENED),
                new Duty.Action(
                    "tell the state of a safety incident within 72 hours",
                    new Deadline.WithinHours(72, DatedEvent.INCIDENT)),
                law),
            frontier(
                "imminent-danger",
                Set.of(
                    Qualifier.REVENUE_ABOVE_500_MILLION_DOLLARS,
                    Qualifier.INCIDENT_HAPPENED,
                    Qualifier.DANGER_IS_IMMINENT),
                new Duty.Action(
                    "tell law enforcement within 24 hours",
                    new Deadline.WithinHours(24, DatedEvent.INCIDENT)),
                law),
            frontier(
                "internal-use-summary",
                LARGE,
                new Duty.Action(
                    "summarise the risk of internal use every 3 months",
                    new Deadline.Every(Period.ofMonths(3), DatedEvent.THRESHOLD_MET_OR_FORESEEN)),
                law),
            frontier(
                "disclosure",
                LARGE,
                new Duty.Action(
                    "disclose every 2 years",
                    new Deadline.Every(Period.ofYears(2), DatedEvent.THRESHOLD_MET_OR_FORESEEN)),
                law)),
        law);
  }

  private static RulePack commerce() {
    Citation proposal =
        new Citation(
            "US Bureau of Industry and Security, proposed rule", "2024", CitationStatus.PUBLISHED);
    Duty quarterly =
        new Duty.Action(
            "tell the Bureau every quarter",
            new Deadline.Every(Period.ofMonths(3), DatedEvent.THRESHOLD_MET_OR_FORESEEN));
    return new RulePack(
        "us-bis-proposal",
        "2024",
        "US Bureau of Industry and Security, proposed quarterly notices",
        new Validity.Proposed(),
        List.of(
            frontier("training-run", Set.of(), quarterly, proposal),
            cluster("cluster", 300, quarterly, proposal)),
        proposal);
  }

  private static RulePack order14110() {
    Citation order =
        new Citation("US Executive Order 14110", "2023-10-30", CitationStatus.PUBLISHED);
    Duty notice =
        new Duty.Action(
            "tell the federal government",
            new Deadline.AtOnce(DatedEvent.THRESHOLD_MET_OR_FORESEEN));
    return new RulePack(
        "us-eo-14110",
        "2023-10-30",
        "US Executive Order 14110 (revoked)",
        new Validity.Binding(LocalDate.of(2023, 10, 30), Optional.of(LocalDate.of(2025, 1, 20))),
        List.of(
            frontier("training-run", Set.of(), notice, order),
            rule(
                "biological-model",
                RuleSubject.TRAINING_RUN,
                List.of(new TrainingFlop(Comparison.MORE_THAN, flop("1e23"))),
                Set.of(Qualifier.MAINLY_BIOLOGICAL_SEQUENCES),
                notice,
                order),
            cluster("cluster", 100, notice, order)),
        order);
  }

  private static Rule frontier(String id, Set<Qualifier> qualifiers, Duty duty, Citation citation) {
    return rule(
        id,
        RuleSubject.MODEL_LIFECYCLE,
        List.of(new TrainingFlop(Comparison.MORE_THAN, FRONTIER)),
        qualifiers,
        duty,
        citation);
  }

  private static Rule cluster(String id, long gigabitsPerSecond, Duty duty, Citation citation) {
    return rule(
        id,
        RuleSubject.CLUSTER,
        List.of(
            new ClusterPeak(Comparison.MORE_THAN, LARGE_CLUSTER),
            new NetworkRate(Comparison.MORE_THAN, gigabitsPerSecond)),
        Set.of(),
        duty,
        citation);
  }

  private static Rule rule(
      String id,
      RuleSubject subject,
      List<Threshold> conditions,
      Set<Qualifier> qualifiers,
      Duty duty,
      Citation citation) {
    return new Rule(id, subject, Counting.NOT_STATED, conditions, qualifiers, duty, citation);
  }
}
