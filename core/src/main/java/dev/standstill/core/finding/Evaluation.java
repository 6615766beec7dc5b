package dev.standstill.core.finding;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.finding.Measurements.Series;
import dev.standstill.core.ledger.Ledger;
import dev.standstill.core.ledger.SiteAccount;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.site.Assumption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that follows from the evidence: a pure function of charter, ledger, measurements and the
 * state of the source. Same input, same conclusions, bit for bit, on any machine.
 *
 * @param conclusions integrity first, then site by site, order by order, party by party
 * @param findings what was noticed
 * @param balances the balances behind the conclusions, by site
 */
public record Evaluation(
    List<Conclusion> conclusions, List<Finding> findings, List<SiteBalance> balances) {

  public Evaluation {
    conclusions = List.copyOf(conclusions);
    findings = List.copyOf(findings);
    balances = List.copyOf(balances);
  }

  /**
   * Concludes.
   *
   * @param charter the charter in force
   * @param ledger the book folded from the checked statements
   * @param measurements what was recomputed from the readings the ledger's reports cite
   * @param source the state of the bytes
   */
  public static Evaluation evaluate(
      Charter charter, Ledger ledger, Measurements measurements, SourceState source) {
    return evaluate(charter, ledger, measurements, source, Optional.empty());
  }

  /**
   * Concludes, on orders too.
   *
   * @param orders what the log says of orders; if empty nobody is asked whether any was kept
   */
  public static Evaluation evaluate(
      Charter charter,
      Ledger ledger,
      Measurements measurements,
      SourceState source,
      Optional<LoggedOrders> orders) {
    List<Conclusion> conclusions = new ArrayList<>();
    List<Finding> findings = new ArrayList<>(damage(source));
    List<SiteBalance> balances = new ArrayList<>();
    conclusions.add(integrity(source));
    NavigableMap<PartyId, List<BalancePeriod>> parties = new TreeMap<>();
    for (SiteAccount account : ledger.sites()) {
      SiteEvaluation site = new SiteEvaluation(charter, measurements, source, account);
      conclusions.addAll(site.conclusions());
      if (source.statementsReliable()) {
        findings.addAll(site.findings());
      }
      balances.add(site.balance());
      List<BalancePeriod> judged =
          parties.computeIfAbsent(account.site().party(), party -> new ArrayList<>());
      account.periods().forEach(period -> judged.add(period.period()));
    }
    if (source.statementsReliable()) {
      findings.addAll(copies(measurements));
      findings.addAll(LimitInspection.findings(charter, ledger));
    }
    if (orders.isPresent()) {
      OrderEvaluation kept =
          new OrderEvaluation(charter, ledger, source, conclusions, orders.get());
      conclusions.addAll(kept.conclusions());
      findings.addAll(kept.findings());
    }
    parties.forEach((party, periods) -> party(party, periods, source).ifPresent(conclusions::add));
    if (!source.statementsReliable()) {
      conclusions.addAll(unanswered(conclusions, "the source's bytes are damaged", source));
    }
    return new Evaluation(conclusions, findings, balances);
  }

  /** What can be said when not even the charter could be read: nothing of any party. */
  public static Evaluation withoutCharter(SourceState source) {
    List<Conclusion> conclusions = new ArrayList<>();
    conclusions.add(integrity(source));
    conclusions.addAll(unanswered(conclusions, "no charter can be read from this source", source));
    return new Evaluation(conclusions, damage(source), List.of());
  }

  /** Claims that no readable statement is left to ask about: undecided, not passed over. */
  private static List<Conclusion> unanswered(
      List<Conclusion> answered, String why, SourceState source) {
    Reason reason = Reason.of(ReasonCode.EVIDENCE_DAMAGED, why);
    List<Conclusion> unanswered = new ArrayList<>();
    for (Claim claim : Claim.values()) {
      if (answered.stream().anyMatch(conclusion -> conclusion.claim() == claim)) {
        continue;
      }
      unanswered.add(
          new Conclusion(
              claim,
              Subject.unknown(),
              Optional.empty(),
              Status.UNDECIDED,
              "Nothing can be decided: " + reason.detail() + ".",
              List.of(reason),
              Optional.empty(),
              trustRoot(source),
              Basis.SELF_DECLARED,
              List.of(),
              List.of(NotEstablished.ELSEWHERE),
              List.of()));
    }
    return unanswered;
  }

  static List<Assumption> trustRoot(SourceState source) {
    return source.pinned() ? List.of() : List.of(Assumption.TRUST_ROOT_FROM_SOURCE);
  }

  private static Conclusion integrity(SourceState source) {
    List<Reason> reasons =
        source.defects().stream()
            .map(defect ->
                new Reason(ReasonCode.SOURCE_DAMAGED, List.of(), defect.place(), defect.detail()))
            .toList();
    List<NotEstablished> open = new ArrayList<>(List.of(NotEstablished.TRUTH_OF_STATEMENTS));
    if (!source.witnessed()) {
      open.add(NotEstablished.SINGLE_VIEW);
    }
    String log = source.origin().isEmpty() ? "this source" : "log " + source.origin();
    return new Conclusion(
        Claim.INTEGRITY,
        Subject.ofSource(source.origin()),
        Optional.empty(),
        reasons.isEmpty() ? Status.UPHELD : Status.REFUTED,
        reasons.isEmpty()
            ? "The bytes of "
                + log
                + " are consistent: every statement, signature and digest"
                + " checks. That says nothing about whether the statements are true."
            : "The bytes of "
                + log
                + " are damaged at "
                + reasons.getFirst().place()
                + (reasons.size() > 1 ? " and " + (reasons.size() - 1) + " more places" : "")
                + ". That refutes these bytes, not the party they speak of.",
        reasons,
        Optional.empty(),
        trustRoot(source),
        Basis.RECOMPUTED,
        source.witnessed() ? List.of() : List.of(WeakestLink.LOG_KEY),
        open,
        List.of());
  }

  private static List<Finding> damage(SourceState source) {
    return source.defects().stream()
        .map(defect ->
            new Finding(
                FindingCode.SOURCE_DAMAGED,
                Subject.ofSource(source.origin()),
                Optional.empty(),
                List.of(),
                defect.place() + ": " + defect.detail()))
        .toList();
  }

  private static List<Finding> copies(Measurements measurements) {
    List<Finding> findings = new ArrayList<>();
    measurements
        .copies()
        .forEach(
            group -> findings.add(copy(FindingCode.DUPLICATE_SERIES, group, "are exact copies")));
    measurements
        .nearCopies()
        .forEach(group ->
            findings.add(copy(FindingCode.NEAR_DUPLICATE_SERIES, group, "share long stretches")));
    return findings;
  }

  private static Finding copy(FindingCode code, List<Series> group, String what) {
    Series first = group.getFirst();
    boolean onePeriod = group.stream().allMatch(series -> series.report().equals(first.report()));
    List<String> places =
        group.stream()
            .map(s -> onePeriod ? s.point() : s.point() + " of " + s.report().period())
            .toList();
    return new Finding(
        code,
        Subject.ofSite(group.getLast().report().site()),
        onePeriod ? Optional.of(first.report().period()) : Optional.empty(),
        group.stream().map(Series::point).toList(),
        "the readings of " + String.join(" and ", places) + " " + what);
  }

  /** Never upheld from site evidence alone: it needs custody, estimates and inspections. */
  private static Optional<Conclusion> party(
      PartyId party, List<BalancePeriod> periods, SourceState source) {
    if (periods.isEmpty()) {
      return Optional.empty();
    }
    BalancePeriod span =
        new BalancePeriod(
            periods.stream().map(BalancePeriod::from).min(Comparator.naturalOrder()).orElseThrow(),
            periods.stream().map(BalancePeriod::to).max(Comparator.naturalOrder()).orElseThrow());
    List<Reason> reasons = new ArrayList<>();
    if (!source.statementsReliable()) {
      reasons.add(Reason.of(ReasonCode.EVIDENCE_DAMAGED, "the source's bytes are damaged"));
    }
    reasons.add(
        Reason.of(
            ReasonCode.COMPLETENESS_NOT_EXAMINED,
            "what declared sites show cannot say that nothing happens elsewhere"));
    return Optional.of(
        new Conclusion(
            Claim.PARTY,
            Subject.ofParty(party),
            Optional.of(span),
            Status.UNDECIDED,
            "Whether party "
                + party
                + " computes anywhere else is undecided: "
                + reasons.getFirst().detail()
                + ".",
            reasons,
            Optional.empty(),
            trustRoot(source),
            Basis.SELF_DECLARED,
            List.of(WeakestLink.INVENTORY),
            List.of(NotEstablished.ELSEWHERE, NotEstablished.INVENTORY),
            List.of()));
  }
}
