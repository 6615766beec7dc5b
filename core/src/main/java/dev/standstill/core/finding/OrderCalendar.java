package dev.standstill.core.finding;

import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.ledger.PeriodAccount;
import dev.standstill.core.order.DutySpan;
import dev.standstill.core.quantity.BalancePeriod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How far reports can show what was done under an order: up to the last period that is due by now.
 *
 * @param calendar which periods are due
 * @param until the time up to which orders are judged
 * @param dueEnd the end of the last period whose report is due by then; empty if none is
 */
record OrderCalendar(ReportingCalendar calendar, Instant until, Optional<Instant> dueEnd) {

  static OrderCalendar of(ReportingCalendar calendar, Instant until) {
    List<BalancePeriod> due = calendar.periodsDue(until);
    return new OrderCalendar(
        calendar, until, due.isEmpty() ? Optional.empty() : Optional.of(due.getLast().to()));
  }

  /** Stretches in which the duty bit and of which no period of the books tells anything. */
  List<Reason> uncovered(List<DutySpan> spans, List<PeriodAccount> periods) {
    List<DutySpan> biting = spans.stream().filter(DutySpan::bit).toList();
    if (biting.isEmpty()) {
      return List.of(
          Reason.of(ReasonCode.NOT_YET_DUE, "work had to stop only by " + spans.getLast().bites()));
    }
    if (periods.isEmpty() && (dueEnd.isEmpty() || !biting.getFirst().bites().isBefore(end()))) {
      return List.of(
          Reason.of(ReasonCode.NOT_YET_DUE, "no report of the time under the order is due yet"));
    }
    List<Reason> reasons = new ArrayList<>();
    for (DutySpan span : biting) {
      Instant reached = span.bites();
      Instant end = span.to().isBefore(end()) ? span.to() : end();
      for (BalancePeriod period : sorted(span, periods)) {
        if (reached.isBefore(period.from())) {
          reasons.add(silence(reached, period.from()));
        }
        reached = period.to().isAfter(reached) ? period.to() : reached;
      }
      if (reached.isBefore(end)) {
        reasons.add(silence(reached, end));
      }
    }
    return reasons;
  }

  private static List<BalancePeriod> sorted(DutySpan span, List<PeriodAccount> periods) {
    return periods.stream()
        .map(PeriodAccount::period)
        .filter(period -> CapInspection.overlaps(span, period))
        .sorted()
        .toList();
  }

  /** Up to here somebody should have reported; where the calendar has ended, up to now. */
  private Instant end() {
    Instant due = dueEnd.orElse(Instant.MIN);
    boolean ended =
        !calendar.until().plus(calendar.periodLength()).plus(calendar.due()).isAfter(until);
    return ended ? until : due;
  }

  private static Reason silence(Instant from, Instant to) {
    return Reason.of(ReasonCode.NOT_REPORTED, "no period of a report covers " + from + " to " + to);
  }

  /** From the first bite to the end of the last period on the books, or of the order. */
  Optional<BalancePeriod> answered(List<DutySpan> spans, List<PeriodAccount> periods) {
    List<DutySpan> biting = spans.stream().filter(DutySpan::bit).toList();
    if (biting.isEmpty() || periods.isEmpty()) {
      return Optional.empty();
    }
    Instant from = biting.getFirst().bites().truncatedTo(ChronoUnit.MICROS);
    Instant last =
        periods.stream().map(p -> p.period().to()).max(Comparator.naturalOrder()).orElseThrow();
    Instant end = biting.getLast().to().truncatedTo(ChronoUnit.MICROS);
    Instant to = last.isBefore(end) ? last : end;
    return from.isBefore(to) ? Optional.of(new BalancePeriod(from, to)) : Optional.empty();
  }
}
