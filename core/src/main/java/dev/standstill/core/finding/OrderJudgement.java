package dev.standstill.core.finding;

import dev.standstill.core.finding.CapInspection.Declared;
import dev.standstill.core.ledger.PeriodAccount;
import dev.standstill.core.order.DutySpan;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.Digest;
import dev.standstill.core.site.Assumption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One order that came into force, concluded on for every site and party that it binds. */
final class OrderJudgement {
  private final Digest order;
  private final SourceState source;
  private final Metered metered;
  private final List<OrderCase> cases;
  private final CapInspection caps;

  OrderJudgement(
      Digest order,
      SourceState source,
      Metered metered,
      List<DutySpan> spans,
      List<OrderCase> cases) {
    this.order = order;
    this.source = source;
    this.metered = metered;
    this.cases = List.copyOf(cases);
    List<Declared> declared = cases.stream().flatMap(one -> one.declared().stream()).toList();
    this.caps = new CapInspection(declared, spans);
  }

  /** One conclusion a site; and one for all together, where a cap is for more than one party. */
  List<Conclusion> conclusions() {
    List<Conclusion> conclusions = new ArrayList<>();
    cases.forEach(one -> conclusions.add(conclude(one)));
    Set<PartyId> parties = new TreeSet<>();
    cases.forEach(one -> parties.add(one.site().party()));
    if (caps.applies() && parties.size() > 1) {
      conclusions.add(together(conclusions));
    }
    return conclusions;
  }

  private Conclusion conclude(OrderCase one) {
    List<Reason> reasons = new ArrayList<>();
    if (source.statementsReliable()) {
      reasons.addAll(one.reasons());
      reasons.addAll(capped(one));
      one.periods().forEach(p -> reasons.addAll(metered.reasons(one.site(), p.period())));
    } else {
      reasons.add(Reason.of(ReasonCode.EVIDENCE_DAMAGED, "the source's bytes are damaged"));
    }
    List<Conclusion> seen =
        one.periods().stream()
            .map(PeriodAccount::period)
            .flatMap(period -> metered.of(one.site(), period).stream())
            .toList();
    return conclusion(
        Subject.ofSite(one.site()).under(order),
        one.answered(),
        condensed(reasons),
        one.declared().size(),
        seen,
        one.evidence());
  }

  /** A party answers for its own sites; what several parties did together accuses none of them. */
  private List<Reason> capped(OrderCase one) {
    if (!caps.applies()) {
      return List.of();
    }
    PartyId party = one.site().party();
    Optional<String> alone = caps.exceeded(site -> site.party().equals(party));
    if (alone.isPresent()) {
      return List.of(Reason.of(ReasonCode.CAP_EXCEEDED_AS_DECLARED, alone.get()));
    }
    List<Reason> reasons = new ArrayList<>(caps.doubts(site -> site.party().equals(party)));
    boolean worked = one.declared().stream().anyMatch(report -> report.work().possibly());
    if (worked) {
      caps.exceeded(site -> true)
          .ifPresent(all ->
              reasons.add(
                  Reason.of(
                      ReasonCode.CAP_EXCEEDED_TOGETHER,
                      "all whom the order binds declared together: " + all)));
    }
    return reasons;
  }

  private Conclusion together(List<Conclusion> sites) {
    List<Reason> reasons = new ArrayList<>();
    Optional<String> exceeded = caps.exceeded(site -> true);
    if (exceeded.isPresent() && source.statementsReliable()) {
      reasons.add(Reason.of(ReasonCode.CAP_EXCEEDED_AS_DECLARED, exceeded.get()));
    } else {
      reasons.addAll(caps.doubts(site -> true));
      for (Conclusion site : sites) {
        site.reasons().stream().filter(reason -> !reason.code().refutes()).forEach(reasons::add);
        if (site.status() == Status.REFUTED) {
          reasons.add(
              Reason.of(
                  ReasonCode.DECLARATION_REFUTED,
                  "not every site that it binds is seen to have kept it"));
        }
      }
    }
    List<BalancePeriod> periods =
        sites.stream().flatMap(site -> site.period().stream()).sorted().toList();
    Optional<BalancePeriod> all =
        periods.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new BalancePeriod(
                    periods.getFirst().from(),
                    periods.stream()
                        .map(BalancePeriod::to)
                        .max(Comparator.naturalOrder())
                        .orElseThrow()));
    List<Long> evidence =
        sites.stream().flatMap(site -> site.evidence().stream()).distinct().sorted().toList();
    Subject everybody = Subject.unknown().under(order);
    return conclusion(everybody, all, condensed(reasons), 0, sites, evidence);
  }

  /** A party or site that it binds and of which the books know nothing. */
  Conclusion undeclared(Subject subject, String why) {
    ReasonCode code =
        source.statementsReliable() ? ReasonCode.NOT_DECLARED : ReasonCode.EVIDENCE_DAMAGED;
    return conclusion(
        subject.under(order),
        Optional.empty(),
        List.of(Reason.of(code, why)),
        0,
        List.of(),
        List.of());
  }

  private Conclusion conclusion(
      Subject subject,
      Optional<BalancePeriod> period,
      List<Reason> reasons,
      int reports,
      List<Conclusion> restsOn,
      List<Long> evidence) {
    Status status = status(reasons);
    Set<Assumption> assumes = new TreeSet<>(Evaluation.trustRoot(source));
    Set<WeakestLink> weakest = new TreeSet<>();
    restsOn.forEach(other -> assumes.addAll(other.assumes()));
    restsOn.forEach(other -> weakest.addAll(other.weakestLinks()));
    weakest.add(WeakestLink.PARTY_KEY);
    return new Conclusion(
        Claim.ORDER_KEPT,
        subject,
        period,
        status,
        new OrderSentence(subject, order, period).say(status, reasons, reports),
        reasons,
        Optional.empty(),
        List.copyOf(assumes),
        restsOn.stream()
            .map(Conclusion::basis)
            .min(Comparator.naturalOrder())
            .orElse(Basis.SELF_DECLARED),
        List.copyOf(weakest),
        notEstablished(),
        evidence);
  }

  private List<NotEstablished> notEstablished() {
    Set<NotEstablished> open =
        new TreeSet<>(
            List.of(
                NotEstablished.KIND,
                NotEstablished.ELSEWHERE,
                NotEstablished.INVENTORY,
                NotEstablished.BELOW_DETECTABLE,
                NotEstablished.METER_PLACEMENT));
    if (!source.witnessed()) {
      open.add(NotEstablished.SINGLE_VIEW);
    }
    if (caps.applies() && caps.overSeveralDays()) {
      open.add(NotEstablished.EACH_DAY);
    }
    return List.copyOf(open);
  }

  private static Status status(Collection<Reason> reasons) {
    if (reasons.isEmpty()) {
      return Status.UPHELD;
    }
    return reasons.stream().anyMatch(reason -> reason.code().refutes())
        ? Status.REFUTED
        : Status.UNDECIDED;
  }

  /** One reason a code, and how often: an order lasts for many periods. */
  private static List<Reason> condensed(List<Reason> all) {
    Map<ReasonCode, List<Reason>> byCode = new EnumMap<>(ReasonCode.class);
    all.stream()
        .distinct()
        .forEach(r -> byCode.computeIfAbsent(r.code(), _ -> new ArrayList<>()).add(r));
    return byCode.values().stream()
        .map(same -> {
          Reason first = same.getFirst();
          return same.size() == 1
              ? first
              : new Reason(
                  first.code(),
                  first.points(),
                  first.place(),
                  first.detail() + " (and " + (same.size() - 1) + " more such)");
        })
        .toList();
  }
}
