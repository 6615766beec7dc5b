package dev.standstill.core.finding;

import dev.standstill.core.order.Duty;
import dev.standstill.core.order.DutySpan;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Flop;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Declared work held against a cap for a day. Days are those of UTC. A period is judged with the
 * whole days that it touches: what is declared inside them may be no more than the cap times their
 * number, else some day certainly had too much.
 */
final class CapInspection {
  private static final Duration DAY = Duration.ofDays(1);

  private final List<Declared> reports;
  private final List<DutySpan> spans;

  /** The work in scope of one report. */
  record Declared(SiteId site, BalancePeriod period, ScopedWork work) {}

  /** Whole days in a row. */
  private record Days(Instant from, Instant to) {

    static Days touched(BalancePeriod period) {
      Instant from = period.from().truncatedTo(ChronoUnit.DAYS);
      Instant last = period.to().truncatedTo(ChronoUnit.DAYS);
      return new Days(from, last.equals(period.to()) ? last : last.plus(DAY));
    }

    boolean hold(BalancePeriod period) {
      return !period.from().isBefore(from) && !period.to().isAfter(to);
    }

    long count() {
      return Duration.between(from, to).dividedBy(DAY);
    }
  }

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
    return reports.stream().anyMatch(declared -> Days.touched(declared.period()).count() > 1);
  }

  /** Why these sites, taken together, are seen to exceed the cap; empty if they are not. */
  Optional<String> exceeded(Predicate<SiteId> sites) {
    for (DutySpan span : spans) {
      if (span.duty() instanceof Duty.Cap(Flop cap)) {
        for (Days days : days()) {
          Flop total = total(days, sites, declared -> inside(span, declared.period()), true);
          if (above(total, cap, days)) {
            return Optional.of(
                Words.flop(total.toDouble())
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
    }
    return Optional.empty();
  }

  /** Periods of these sites that may hold too much: partly outside the duty, or of unclear kind. */
  List<Reason> doubts(Predicate<SiteId> sites) {
    List<Reason> doubts = new ArrayList<>();
    for (DutySpan span : spans) {
      if (span.duty() instanceof Duty.Cap(Flop cap)) {
        for (Days days : days()) {
          Flop inside = total(days, sites, declared -> inside(span, declared.period()), false);
          if (above(inside, cap, days)) {
            doubts.add(
                Reason.of(
                    ReasonCode.SCOPE_UNCERTAIN,
                    "what was declared from " + days.from() + " may exceed the cap of a day"));
          }
          boolean edge = reports.stream().anyMatch(one -> edge(span, one, days, sites));
          Flop all = total(days, sites, declared -> overlaps(span, declared.period()), false);
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

  private Set<Days> days() {
    Set<Days> days = new LinkedHashSet<>();
    reports.forEach(declared -> days.add(Days.touched(declared.period())));
    return days;
  }

  private Flop total(
      Days days, Predicate<SiteId> sites, Predicate<Declared> counted, boolean certain) {
    return reports.stream()
        .filter(declared -> sites.test(declared.site()) && days.hold(declared.period()))
        .filter(counted)
        .map(declared -> certain ? declared.work().least() : declared.work().most())
        .reduce(Flop.ZERO, Flop::plus);
  }

  private static boolean above(Flop total, Flop cap, Days days) {
    return total.operations().compareTo(cap.operations().multiply(BigInteger.valueOf(days.count())))
        > 0;
  }

  private static boolean edge(
      DutySpan span, Declared declared, Days days, Predicate<SiteId> sites) {
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
