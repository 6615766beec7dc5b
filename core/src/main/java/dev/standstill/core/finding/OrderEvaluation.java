package dev.standstill.core.finding;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.decision.Docket;
import dev.standstill.core.ledger.Ledger;
import dev.standstill.core.ledger.SiteAccount;
import dev.standstill.core.order.Circumstances;
import dev.standstill.core.order.DutySpan;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Moment;
import dev.standstill.core.order.OrderLife;
import dev.standstill.core.order.OrderState;
import dev.standstill.core.order.Proceedings;
import dev.standstill.core.order.Subjects;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Role;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.PermitBook.BrokenGlass;
import dev.standstill.core.record.Digest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether orders were kept, for every order that came into force and every site it binds.
 *
 * <p>Conditional orders depend on conclusions and conclusions on orders, yet nothing goes round:
 * whether a party is seen to keep what it adopted is read from its declared activity alone, which
 * knows no orders.
 */
final class OrderEvaluation {
  private final Charter charter;
  private final Ledger ledger;
  private final SourceState source;
  private final LoggedOrders logged;
  private final Metered metered;
  private final OrderState state;
  private final OrderCalendar calendar;
  private final LineageTotals totals;
  private final List<Conclusion> conclusions = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  /**
   * Concludes.
   *
   * @param concluded what was concluded about sites from their meters
   */
  OrderEvaluation(
      Charter charter,
      Ledger ledger,
      SourceState source,
      List<Conclusion> concluded,
      LoggedOrders logged) {
    this.charter = charter;
    this.ledger = ledger;
    this.source = source;
    this.logged = logged;
    this.metered = new Metered(concluded);
    this.calendar = OrderCalendar.of(charter.calendar(), logged.until());
    this.totals = LineageTotals.of(ledger);
    Set<SiteId> sites = new HashSet<>();
    ledger.sites().forEach(account -> sites.add(account.site()));
    this.state =
        Docket.orders(
            logged.history(),
            logged.facts(),
            new Circumstances(
                logged.witnessedSize(),
                Proceedings.NONE,
                sites,
                List.of(),
                Optional.of(metered.standings()),
                Optional.of(Map.of()),
                Set.of()));
    state.orders().forEach(this::evaluate);
    if (source.statementsReliable()) {
      logged.permitted().brokenGlass().forEach(this::emergency);
    }
  }

  private void emergency(BrokenGlass glass) {
    findings.add(
        new Finding(
            FindingCode.BREAK_GLASS_USED,
            Subject.ofSite(glass.terms().site()),
            Optional.empty(),
            List.of(),
            "log entry "
                + glass.granted().logIndex()
                + " permits "
                + Words.flop(glass.terms().budget().toDouble())
                + " until "
                + glass.terms().expires()
                + " whatever restrains others: "
                + glass.reason()));
  }

  List<Conclusion> conclusions() {
    return conclusions;
  }

  List<Finding> findings() {
    return findings;
  }

  private void evaluate(Digest id) {
    Optional<Measure.Restriction> restriction =
        state.order(id).flatMap(order -> order.measure().restriction());
    if (restriction.isEmpty() || state.adoption(id).isEmpty()) {
      return;
    }
    if (source.statementsReliable()) {
      overdue(id);
    }
    List<DutySpan> spans = state.course(id, logged.until());
    if (spans.isEmpty() && !bindsUndated(id)) {
      return;
    }
    Subjects subjects = restriction.get().scope().subjects();
    ScopeInspection scope =
        new ScopeInspection(restriction.get().scope(), totals, logged.permitted());
    List<SiteAccount> covered =
        ledger.sites().stream().filter(account -> subjects.covers(account.site())).toList();
    List<OrderCase> cases =
        covered.stream()
            .map(account -> new OrderCase(id, account, state, calendar, spans, scope))
            .toList();
    OrderJudgement judgement = new OrderJudgement(id, source, metered, spans, cases);
    conclusions.addAll(judgement.conclusions());
    unknown(subjects, covered)
        .forEach(subject ->
            conclusions.add(
                judgement.undeclared(subject, "the order binds it, and it declared no such site")));
  }

  /** Whether it binds although nobody vouches for when it was logged. */
  private boolean bindsUndated(Digest id) {
    return state.adoptedAt(id).filter(at -> at.notAfter().isEmpty()).isPresent()
        && state.at(Moment.of(logged.until())).all().stream()
            .anyMatch(obligation -> obligation.order().equals(id));
  }

  /** Whom it binds and of whom the books know no site. */
  private List<Subject> unknown(Subjects subjects, List<SiteAccount> covered) {
    return switch (subjects) {
      case Subjects.Sites(Set<SiteId> sites) ->
          sites.stream()
              .filter(site -> covered.stream().noneMatch(known -> known.site().equals(site)))
              .map(Subject::ofSite)
              .toList();
      case Subjects.Parties(Set<PartyId> parties) -> silent(parties, covered);
      case Subjects.Everyone everyone ->
          silent(
              charter.parties().stream()
                  .filter(party -> party.holds(Role.OPERATOR))
                  .map(Party::id)
                  .collect(Collectors.toCollection(TreeSet::new)),
              covered);
    };
  }

  private static List<Subject> silent(Set<PartyId> parties, List<SiteAccount> covered) {
    return parties.stream()
        .filter(party -> covered.stream().noneMatch(known -> known.site().party().equals(party)))
        .map(Subject::ofParty)
        .toList();
  }

  private void overdue(Digest id) {
    Moment moment = Moment.of(logged.until());
    Optional<OrderLife> life = state.life(id, moment);
    if (life.filter(OrderLife.Withdrawn.class::isInstance).isPresent()) {
      return;
    }
    for (SiteId site : state.overdueReceipts(id, moment)) {
      findings.add(
          new Finding(
              FindingCode.RECEIPT_OVERDUE,
              Subject.ofSite(site).under(id),
              Optional.empty(),
              List.of(),
              "no acknowledgement, due by " + state.receiptsDue(id).orElseThrow()));
    }
    if (life.filter(OrderEvaluation::unreviewed).isPresent()) {
      findings.add(
          new Finding(
              FindingCode.REVIEW_OVERDUE,
              Subject.unknown().under(id),
              Optional.empty(),
              List.of(),
              "the order's review is overdue; it does not end by that"));
    }
  }

  private static boolean unreviewed(OrderLife life) {
    return switch (life) {
      case OrderLife.InForce inForce -> inForce.reviewOverdue();
      case OrderLife.Acknowledged acknowledged -> acknowledged.reviewOverdue();
      case OrderLife.Verified verified -> verified.reviewOverdue();
      case OrderLife.SteppedDown down -> true;
      case OrderLife.Proposed proposed -> false;
      case OrderLife.Refused refused -> false;
      case OrderLife.Adopted adopted -> false;
      case OrderLife.Eased eased -> false;
      case OrderLife.Lifted lifted -> false;
      case OrderLife.Replaced replaced -> false;
      case OrderLife.Withdrawn withdrawn -> false;
      case OrderLife.Stayed stayed -> false;
      case OrderLife.ConditionFailed failed -> false;
      case OrderLife.Lapsed lapsed -> false;
    };
  }
}
