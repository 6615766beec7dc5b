package dev.standstill.site.agent;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.Freshness;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.order.Moment;
import dev.standstill.core.order.Obligation;
import dev.standstill.core.order.OrderLife;
import dev.standstill.core.order.OrderState;
import dev.standstill.core.order.PresentedOrder;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.PermitBook;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.verdict.Outlook;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.JobVerdict;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.site.follow.LogView;
import dev.standstill.site.outbox.RegisterCopy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the agent makes of the log at one moment.
 *
 * @param view where it comes from
 * @param moment the times it is judged at
 * @param verdicts the log folded; empty without a copy of the log
 * @param presented pauses that were brought here and bind
 * @param outlook what verdicts need; empty without a charter
 */
record Known(
    LogView view,
    Moment moment,
    Optional<JobVerdict> verdicts,
    List<PresentedOrder> presented,
    Optional<Outlook> outlook)
    implements RegisterCopy {

  Known {
    presented = List.copyOf(presented);
  }

  /** Works it out; the folds of an earlier moment are used again if the log is the same. */
  static Known of(
      LogView view, Optional<JobVerdict> verdicts, List<PresentedOrder> presented, Instant now) {
    Moment moment =
        verdicts
            .map(known -> known.moment(Optional.empty(), now))
            .orElseGet(() -> new Moment(Instant.EPOCH, now));
    Optional<Outlook> outlook =
        verdicts.flatMap(known -> known.outlook(moment, view.newest(), presented));
    return new Known(view, moment, verdicts, presented, outlook);
  }

  Optional<Evidence> evidence() {
    return view.evidence();
  }

  @Override
  public long size() {
    return evidence().flatMap(Evidence::checkpoint).map(Checkpoint::size).orElse(0L);
  }

  @Override
  public boolean holds(Digest statement) {
    return evidence().stream()
        .flatMap(log -> Stream.concat(log.facts().stream(), log.doubted().stream()))
        .anyMatch(fact -> fact.id().equals(statement));
  }

  Optional<PermitBook> permits() {
    return verdicts.flatMap(JobVerdict::permits);
  }

  Optional<OrderState> orders() {
    return verdicts.flatMap(JobVerdict::orders);
  }

  /** The newest version of the charter: what is said now is bound to it. */
  Optional<PublishedFact<Charter>> charter() {
    return evidence().flatMap(Evidence::charter);
  }

  Optional<Governance> governance() {
    return charter().flatMap(charter -> charter.body().governance());
  }

  /** How recent the view is; silent without a charter that could say. */
  Freshness.View freshness() {
    return governance()
        .map(governance -> governance.freshness().view(view.newest(), moment.clock()))
        .orElse(Freshness.View.SILENT);
  }

  /** Whether nothing was seen since the other: no newer time, and no larger log. */
  boolean isAsSeenAs(Known other) {
    return view.newest().equals(other.view().newest())
        && evidence()
            .flatMap(Evidence::checkpoint)
            .equals(other.evidence().flatMap(Evidence::checkpoint));
  }

  /** When the first of the orders begins that are adopted and have not begun; empty if none. */
  Optional<Instant> nextStart() {
    return orders().stream()
        .flatMap(state ->
            state.orders().stream()
                .filter(id ->
                    state.life(id, moment).orElseThrow()
                            instanceof OrderLife.Adopted(long _, OrderLife.Waiting waiting)
                        && waiting == OrderLife.Waiting.START)
                .flatMap(id -> state.order(id).stream()))
        .flatMap(order -> order.measure().restriction().stream())
        .map(restriction -> restriction.terms().from())
        .min(Comparator.naturalOrder());
  }

  /** Every order that binds the site now. */
  List<Obligation> obligations(SiteId site) {
    return orders().map(state -> state.at(moment, presented).of(site)).orElse(List.of());
  }

  /**
   * Up to when the site's reports, as the log has them, account for what ran without a gap. A
   * report of a time that had not come when it was logged accounts for nothing.
   */
  Instant reportedUntil(SiteId site) {
    Instant until =
        charter()
            .map(charter -> charter.body().calendar().from())
            .filter(from -> from.isBefore(moment.clock()))
            .orElse(Instant.EPOCH);
    List<BalancePeriod> periods =
        evidence().stream()
            .flatMap(known -> known.facts().stream())
            .filter(fact -> fact.author().equals(site.party()))
            .filter(fact ->
                fact.body() instanceof ActivityReport report
                    && report.site().equals(site.name())
                    && fact.loggedAt()
                        .notAfter()
                        .filter(logged -> !report.period().to().isAfter(logged))
                        .isPresent())
            .map(fact -> ((ActivityReport) fact.body()).period())
            .sorted(Comparator.comparing(BalancePeriod::from))
            .toList();
    for (BalancePeriod period : periods) {
      if (!period.from().isAfter(until) && period.to().isAfter(until)) {
        until = period.to();
      }
    }
    return until;
  }

  /** Where an order was adopted, if it is one of the log's. */
  boolean isLogged(Digest order) {
    return orders().flatMap(state -> state.adoption(order)).isPresent();
  }
}
