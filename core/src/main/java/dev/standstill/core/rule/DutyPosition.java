package dev.standstill.core.rule;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Where a run stands against one rule.
 *
 * @param pack the version that matters on the day
 * @param standing how that pack stands on the day
 * @param rule the rule
 * @param position under all conventions together that the rule counts
 * @param byConvention the same under each of them; empty for a rule on clusters
 * @param due the day on which the duty falls due, not before the pack binds; empty if it does not,
 *     if nothing is known of it, or if the event it runs from has no day
 */
public record DutyPosition(
    RulePack pack,
    Validity.Standing standing,
    Rule rule,
    Position position,
    List<ConventionPosition> byConvention,
    Optional<LocalDate> due) {

  public DutyPosition {
    byConvention = List.copyOf(byConvention);
  }

  /** Where one convention puts it. */
  public record ConventionPosition(Convention convention, Position position) {}
}
