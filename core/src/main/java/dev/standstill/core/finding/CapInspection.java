package dev.standstill.core.finding;

import dev.standstill.core.order.Duty;
import dev.standstill.core.order.DutySpan;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Flop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Declared work held against a cap for a day. Days are those of UTC. What is declared inside any
 * whole days in a row may be no more than the cap times their number, else some day certainly had
 * too much.
 */
final class CapInspection {
  private final List<Declared> reports;
  private final List<DutySpan> spans;

  /** The work in scope of one report. */
  record Declared(SiteId site, BalancePeriod period, ScopedWork work) {}

  /**
   * Of one order.
   *
   * @param reports of all sites that it binds
   * @param spans what it demanded, over time
   */
  CapInspection(List<Declared> reports, List<DutySpan> spans) {
    this.reports = List.copyOf(reports);
    this.spans = List.copyOf(spans);
  }

  /** Whether a cap was ever due. */
  boolean applies() {
    return spans.stream().anyMatch(span -> span.bit() && span.duty() instanceof Duty.Cap);
  }

  /** Whether some period is longer than the day that a cap is for. */
  boolean overSeveralDays() {
    return reports.stream().anyMatch(declared -> WholeDays.touched(declared.period()).count() > 1);
  }

  /** Why these sites, taken together, are seen to exceed the cap; empty if they are not. */
  Optional<String> exceeded(Predicate<SiteId> sites) {
    for (DutySpan span : spans) {
      if (span.duty() instanceof Duty.Cap(Flop cap)) {
        Optional<CappedDays.Excess> excess = excess(span, cap, sites, true);
        if (excess.isPresent()) {
          WholeDays days = excess.get().days();
          return Optional.of(
              Words.flop(excess.get().total().toDouble())
                  + " in its scope were declared from "
                  + days.from()
                  + " to "
                  + days.to()
                  + ", the cap is "
                  + Words.flop(cap.toDouble())
                  + " a day");
        }
      }
    }
    return Optional.empty();
  }

  /** Periods of these sites that may hold too much: partly outside the duty, or of unclear kind. */
  List<Reason> doubts(Predicate<SiteId> sites) {
    List<Reason> doubts = new ArrayList<>();
    for (DutySpan span : spans) {
      if (span.duty() instanceof Duty.Cap(Flop cap)) {
        excess(span, cap, sites, false)
            .ifPresent(excess ->
                doubts.add(
                    Reason.of(
                        ReasonCode.SCOPE_UNCERTAIN,
                        "what was declared from "
                            + excess.days().from()
                            + " may exceed the cap of a day")));
        for (WholeDays days : days()) {
          boolean edge = reports.stream().anyMatch(one -> edge(span, one, days, sites));
          Flop all = total(days, sites, declared -> overlaps(span, declared.period()));
          if (edge && all.compareTo(cap) > 0) {
            doubts.add(
                Reason.of(
                    ReasonCode.PERIOD_STRADDLES_ORDER,
                    "part of what was declared from " + days.from() + " lies outside the cap"));
          }
        }
      }
    }
    return doubts;
  }

  private Set<WholeDays> days() {
    Set<WholeDays> days = new LinkedHashSet<>();
    reports.forEach(declared -> days.add(WholeDays.touched(declared.period())));
    return days;
  }

  /** Days that hold too much of what lies inside a span, as it certainly or at most was. */
  private Optional<CappedDays.Excess> excess(
      DutySpan span, Flop cap, Predicate<SiteId> sites, boolean certain) {
    List<CappedDays.Amount> amounts =
        reports.stream()
            .filter(declared -> sites.test(declared.site()) && inside(span, declared.period()))
            .map(declared ->
                new CappedDays.Amount(
                    declared.period(), certain ? declared.work().least() : declared.work().most()))
            .toList();
    return CappedDays.exceeded(amounts, cap);
  }

  private Flop total(WholeDays days, Predicate<SiteId> sites, Predicate<Declared> counted) {
    return reports.stream()
        .filter(declared -> sites.test(declared.site()) && days.hold(declared.period()))
        .filter(counted)
        .map(declared -> declared.work().most())
        .reduce(Flop.ZERO, Flop::plus);
  }

  private static boolean edge(
      DutySpan span, Declared declared, WholeDays days, Predicate<SiteId> sites) {
    return sites.test(declared.site())
        && declared.work().possibly()
        && days.hold(declared.period())
        && overlaps(span, declared.period())
        && !inside(span, declared.period());
  }

  static boolean inside(DutySpan span, BalancePeriod period) {
    return !period.from().isBefore(span.bites()) && !period.to().isAfter(span.to());
  }

  static boolean overlaps(DutySpan span, BalancePeriod period) {
    return span.bit() && period.from().isBefore(span.to()) && span.bites().isBefore(period.to());
  }
}
