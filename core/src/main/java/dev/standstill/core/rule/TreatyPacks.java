package dev.standstill.core.rule;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.rule.Threshold.ClusterEquivalents;
import dev.standstill.core.rule.Threshold.NetworkRate;
import dev.standstill.core.rule.Threshold.TrainingFlop;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** Rules of draft treaties: they bind whoever adopts them. */
final class TreatyPacks {

  /**
   * The draft's own text says 990 TFLOP/s (seen second-hand). The exact peak is smaller and so
   * never counts a cluster as smaller than the text does.
   */
  private static final FlopRate H100 = FlopRate.ofTera("989.4");

  private static final Set<Qualifier> ADOPTED = Set.of(Qualifier.CHARTER_ADOPTS_IT);

  static final List<RulePack> ALL =
      List.of(
          pack("treaty-draft", "Treaty draft: limits on training", training()),
          pack("treaty-consolidation-a", "Treaty draft: consolidation by its text", profileA()),
          pack("treaty-consolidation-b", "Treaty draft: consolidation in steps", profileB()));

  private TreatyPacks() {}

  private static RulePack pack(String id, String title, List<Rule> rules) {
    return new RulePack(
        id, "2025-11", title, new Validity.Draft(), rules, cited(CitationStatus.PUBLISHED, ""));
  }

  private static Citation cited(CitationStatus status, String where) {
    return new Citation(
        "MIRI, draft international agreement (arXiv 2511.10783)" + where, "2025-11", status);
  }

  private static List<Rule> training() {
    return List.of(
        flop(
            "training-banned",
            RuleSubject.TRAINING_RUN,
            Comparison.MORE_THAN,
            "1e24",
            new Duty.Prohibition("training may not be done")),
        flop(
            "post-training-banned",
            RuleSubject.POST_TRAINING,
            Comparison.MORE_THAN,
            "1e23",
            new Duty.Prohibition("post-training may not be done")),
        flop(
            "training-monitored",
            RuleSubject.TRAINING_RUN,
            Comparison.AT_LEAST,
            "1e22",
            new Duty.Action(
                "give notice before the start, with training code, FLOP estimate and supervised"
                    + " access to the data; 30 days of silence approve, unless extended;"
                    + " checkpoints on request; above 1e24 the ban takes its place",
                new Deadline.DaysBefore(30, DatedEvent.RUN_START))),
        cluster(
            "covered-cluster",
            16,
            new Duty.Action(
                "register and place under inspection, also where accelerators in several places"
                    + " are networked to work together",
                new Deadline.AtOnce(DatedEvent.ENTRY_INTO_FORCE)),
            cited(CitationStatus.PUBLISHED, ", covered chip cluster")),
        new Rule(
            "networked-cluster",
            RuleSubject.CLUSTER,
            Counting.HIGHER_FORMAT,
            List.of(new NetworkRate(Comparison.MORE_THAN, 25)),
            ADOPTED,
            new Duty.Standing("machines so connected count as one cluster"),
            cited(CitationStatus.SECONDARY, ", inter-node aggregate")));
  }

  private static List<Rule> profileA() {
    return List.of(
        cluster(
            "consolidate",
            16,
            new Duty.Action(
                "locate, inventory and consolidate",
                new Deadline.WithinDays(120, DatedEvent.ENTRY_INTO_FORCE)),
            cited(CitationStatus.PUBLISHED, ", consolidation")));
  }

  private static List<Rule> profileB() {
    return List.of(
        step("above-10000", 10_000, new Deadline.WithinDays(1, DatedEvent.ENTRY_INTO_FORCE)),
        step("above-1000", 1_000, new Deadline.WithinDays(10, DatedEvent.ENTRY_INTO_FORCE)),
        step("above-100", 100, new Deadline.WithinDays(100, DatedEvent.ENTRY_INTO_FORCE)),
        step("all", 0, new Deadline.WithinDays(730, DatedEvent.ENTRY_INTO_FORCE)));
  }

  private static Rule step(String id, long equivalents, Deadline deadline) {
    return cluster(
        id,
        equivalents,
        new Duty.Action("locate, inventory and consolidate", deadline),
        cited(CitationStatus.SECONDARY, ", consolidation in steps"));
  }

  private static Rule cluster(String id, long equivalents, Duty duty, Citation citation) {
    return new Rule(
        id,
        RuleSubject.CLUSTER,
        Counting.HIGHER_FORMAT,
        List.of(new ClusterEquivalents(Comparison.MORE_THAN, equivalents, H100)),
        ADOPTED,
        duty,
        citation);
  }

  private static Rule flop(
      String id, RuleSubject subject, Comparison comparison, String value, Duty duty) {
    return new Rule(
        id,
        subject,
        Counting.HIGHER_FORMAT,
        List.of(new TrainingFlop(comparison, Flop.ofDecimal(new BigDecimal(value)))),
        ADOPTED,
        duty,
        cited(CitationStatus.PUBLISHED, ", Art. IV"));
  }
}
