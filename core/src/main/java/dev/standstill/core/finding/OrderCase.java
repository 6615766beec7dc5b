package dev.standstill.core.finding;

import dev.standstill.core.finding.CapInspection.Declared;
import dev.standstill.core.ledger.PeriodAccount;
import dev.standstill.core.ledger.SiteAccount;
import dev.standstill.core.order.Acknowledgement;
import dev.standstill.core.order.Duty;
import dev.standstill.core.order.DutySpan;
import dev.standstill.core.order.OrderState;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One order at one site: what the site owed while it was in force, and what there is to see. */
final class OrderCase {
  private final Digest order;
  private final SiteAccount account;
  private final OrderState state;
  private final OrderCalendar calendar;
  private final List<DutySpan> spans;
  private final Map<BalancePeriod, Declared> declared = new LinkedHashMap<>();

  /**
   * Opens it.
   *
   * @param spans what the order demanded; empty if nobody knows from when on
   * @param scope what of the reports is in the order's scope
   */
  OrderCase(
      Digest order,
      SiteAccount account,
      OrderState state,
      OrderCalendar calendar,
      List<DutySpan> spans,
      ScopeInspection scope) {
    this.order = order;
    this.account = account;
    this.state = state;
    this.calendar = calendar;
    this.spans = spans;
    for (PeriodAccount period : periods()) {
      period
          .report()
          .ifPresent(report ->
              declared.put(
                  period.period(),
                  new Declared(site(), period.period(), scope.of(site(), report))));
    }
  }

  SiteId site() {
    return account.site();
  }

  List<Declared> declared() {
    return List.copyOf(declared.values());
  }

  /** The periods in which work would have broken the order. */
  List<PeriodAccount> periods() {
    return account.periods().stream()
        .filter(period -> spans.stream().anyMatch(s -> CapInspection.overlaps(s, period.period())))
        .toList();
  }

  /** Why it is not upheld, as far as this site's own statements go; meters come later. */
  List<Reason> reasons() {
    List<Reason> reasons = new ArrayList<>();
    if (spans.isEmpty()) {
      return List.of(
          Reason.of(ReasonCode.ORDER_TIME_UNKNOWN, "nobody vouches for when the order was logged"));
    }
    receipt().ifPresent(reasons::add);
    for (PeriodAccount period : periods()) {
      if (period.report().isEmpty()) {
        reasons.add(
            Reason.of(ReasonCode.NOT_REPORTED, "no report was made for " + period.period()));
      }
    }
    declared.values().forEach(one -> paused(one).ifPresent(reasons::add));
    declared.values().forEach(one -> unpermitted(one).ifPresent(reasons::add));
    reasons.addAll(calendar.uncovered(spans, periods()));
    return reasons;
  }

  private Optional<Reason> receipt() {
    Optional<Instant> due = state.receiptsDue(order);
    Optional<PublishedFact<Acknowledgement>> receipt = state.receipt(order, site());
    if (due.isEmpty()) {
      return Optional.of(
          Reason.of(ReasonCode.ORDER_TIME_UNKNOWN, "nobody vouches for when the order was logged"));
    }
    if (receipt.isPresent()) {
      return receipt.get().loggedAt().certainlyAfter(due.get())
          ? Optional.of(
              Reason.of(
                  ReasonCode.ACKNOWLEDGED_LATE,
                  "the order was acknowledged in log entry "
                      + receipt.get().logIndex()
                      + ", after "
                      + due.get()))
          : Optional.empty();
    }
    return calendar.until().isAfter(due.get())
        ? Optional.of(
            Reason.of(
                ReasonCode.NOT_ACKNOWLEDGED,
                "the site has not acknowledged the order, due by " + due.get()))
        : Optional.of(
            Reason.of(ReasonCode.NOT_YET_DUE, "the acknowledgement is due only by " + due.get()));
  }

  /** What a report says of a pause. What it says of a cap is added up over sites first. */
  private Optional<Reason> paused(Declared one) {
    List<DutySpan> halts =
        spans.stream()
            .filter(span -> span.duty() instanceof Duty.Halt)
            .filter(span -> CapInspection.overlaps(span, one.period()))
            .toList();
    if (halts.isEmpty() || !one.work().possibly()) {
      return Optional.empty();
    }
    if (halts.stream().noneMatch(span -> CapInspection.inside(span, one.period()))) {
      return Optional.of(
          Reason.of(
              ReasonCode.PERIOD_STRADDLES_ORDER,
              "the report for "
                  + one.period()
                  + " declares work in the order's scope, and only part of that time was paused"));
    }
    return Optional.of(
        one.work().certainly()
            ? Reason.of(
                ReasonCode.IN_SCOPE_AS_DECLARED,
                "the site's own report for "
                    + one.period()
                    + " declares "
                    + Words.flop(one.work().least().toDouble())
                    + " in the order's scope")
            : Reason.of(
                ReasonCode.SCOPE_UNCERTAIN,
                "whether what the report for "
                    + one.period()
                    + " declares was in the order's scope is not said"));
  }

  /** A cap is shared out by permits: whoever has none has no share. */
  private Optional<Reason> unpermitted(Declared one) {
    boolean capped =
        spans.stream()
            .anyMatch(span ->
                span.duty() instanceof Duty.Cap && CapInspection.inside(span, one.period()));
    return capped && one.work().unpermitted()
        ? Optional.of(
            Reason.of(
                ReasonCode.UNPERMITTED_AS_DECLARED,
                "the site's own report for "
                    + one.period()
                    + " declares work under a cap that no permit covers"))
        : Optional.empty();
  }

  /** From when until when it is answered, as far as reports reach. */
  Optional<BalancePeriod> answered() {
    return calendar.answered(spans, periods());
  }

  /** What it rests on, by log index. */
  List<Long> evidence() {
    List<Long> evidence = new ArrayList<>();
    state.adoption(order).ifPresent(cited -> evidence.add(cited.logIndex()));
    state.receipt(order, site()).ifPresent(fact -> evidence.add(fact.logIndex()));
    periods().forEach(p -> p.report().ifPresent(report -> evidence.add(report.logIndex())));
    return evidence;
  }
}
