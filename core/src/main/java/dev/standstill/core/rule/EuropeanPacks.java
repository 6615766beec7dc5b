package dev.standstill.core.rule;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.rule.Threshold.PartOfOriginal;
import dev.standstill.core.rule.Threshold.TrainingFlop;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The AI Act's rules for general-purpose models, as the guidelines of July 2025 read them. */
final class EuropeanPacks {

  private static final Flop GENERAL_PURPOSE = Flop.ofDecimal(new BigDecimal("1e23"));
  private static final Flop SYSTEMIC_RISK = Flop.ofDecimal(new BigDecimal("1e25"));

  /** The duties of providers apply from 2 August 2025; fines from a year later. */
  private static final Validity APPLIES =
      new Validity.Binding(LocalDate.of(2025, 8, 2), Optional.empty());

  static final List<RulePack> ALL =
      List.of(
          new RulePack(
              "eu-ai-act",
              "2025-07-18",
              "EU AI Act: general-purpose models (fines up to 3 % of turnover or EUR 15 million"
                  + " from 2026-08-02; models placed before 2025-08-02: 2027-08-02)",
              APPLIES,
              List.of(generalPurpose(), systemicRisk(), modifier(), modifierOfSystemicRisk()),
              cited("")));

  private EuropeanPacks() {}

  private static Citation cited(String where) {
    return new Citation(
        "EU guidelines on general-purpose AI models" + where,
        "2025-07-18",
        CitationStatus.PUBLISHED);
  }

  private static Rule generalPurpose() {
    return new Rule(
        "general-purpose-model",
        RuleSubject.MODEL_LIFECYCLE,
        Counting.WITHOUT_RECOMPUTATION,
        List.of(new TrainingFlop(Comparison.MORE_THAN, GENERAL_PURPOSE)),
        Set.of(Qualifier.GENERATES_LANGUAGE_IMAGES_OR_VIDEO),
        new Duty.Standing("indicates a general-purpose model, whose provider has duties"),
        cited(", indicative criterion"));
  }

  private static Rule systemicRisk() {
    return new Rule(
        "systemic-risk",
        RuleSubject.MODEL_LIFECYCLE,
        Counting.WITHOUT_RECOMPUTATION,
        List.of(new TrainingFlop(Comparison.MORE_THAN, SYSTEMIC_RISK)),
        Set.of(),
        new Duty.Action(
            "presumed to have systemic risk (rebuttable): notify the Commission without delay, at"
                + " most 14 days after the threshold is met or it is known that it will be",
            new Deadline.WithinDays(14, DatedEvent.THRESHOLD_MET_OR_FORESEEN)),
        new Citation(
            "Regulation (EU) 2024/1689, Arts. 51 and 52, recital 112",
            "2024",
            CitationStatus.PUBLISHED));
  }

  private static Rule modifier() {
    return modification(
        "modifier",
        GENERAL_PURPOSE,
        Set.of(Qualifier.GENERATES_LANGUAGE_IMAGES_OR_VIDEO),
        "the modifier becomes the provider of a general-purpose model; where the original's"
            + " compute is unknown, past a third of 1e23 (3.3e22)");
  }

  private static Rule modifierOfSystemicRisk() {
    return modification(
        "modifier-systemic-risk",
        SYSTEMIC_RISK,
        Set.of(Qualifier.ORIGINAL_OF_SYSTEMIC_RISK),
        "the modifier becomes the provider of a model with systemic risk; where the original's"
            + " compute is unknown, past a third of 1e25 (3.3e24)");
  }

  private static Rule modification(
      String id, Flop whereUnknown, Set<Qualifier> qualifiers, String clause) {
    return new Rule(
        id,
        RuleSubject.MODIFICATION,
        Counting.WITHOUT_RECOMPUTATION,
        List.of(new PartOfOriginal(Comparison.MORE_THAN, 3, whereUnknown)),
        qualifiers,
        new Duty.Standing(clause),
        new Citation(
            "EU guidelines on general-purpose AI models, downstream modifiers",
            "2025-07-18",
            CitationStatus.SECONDARY));
  }
}
