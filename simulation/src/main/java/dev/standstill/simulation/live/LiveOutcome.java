package dev.standstill.simulation.live;

import dev.standstill.core.decision.Docket;
import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Reason;
import dev.standstill.core.finding.ReasonCode;
import dev.standstill.core.finding.Status;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.evidence.Examination;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a reader concluded, held against what the loop is there to show: whoever keeps the pause is
 * upheld in everything, and the hidden run is refuted although every statement about it is signed
 * and in time. It is no measure of a plan's own truth: a plan without a hidden run does not pass.
 *
 * @param charter which periods there were
 * @param seen what the reader concluded
 */
record LiveOutcome(LiveCharter charter, Examination seen) {

  /** Each difference in one line; empty if there is none. */
  List<String> differences() {
    List<String> differences = new ArrayList<>();
    if (!seen.evidence().defects().isEmpty() || !seen.evidence().witnessed()) {
      differences.add("the log is damaged or not witnessed: " + seen.evidence().defects());
    }
    for (SiteId site : List.of(LivePlan.HARBOUR, LivePlan.LAKE)) {
      for (int period = 0; period < LiveCharter.PERIODS; period++) {
        activity(site, period, Status.UPHELD).ifPresent(differences::add);
      }
      order(site, Status.UPHELD, Set.of()).ifPresent(differences::add);
    }
    activity(LivePlan.DELTA, 0, Status.UPHELD).ifPresent(differences::add);
    activity(LivePlan.DELTA, LiveCharter.HIDDEN, Status.REFUTED).ifPresent(differences::add);
    // Energy cannot tell training from anything else, so it never refutes that an order was kept.
    order(LivePlan.DELTA, Status.UNDECIDED, Set.of(ReasonCode.ANOMALY_OPEN))
        .ifPresent(differences::add);
    ruled().ifPresent(differences::add);
    return differences;
  }

  private Optional<String> activity(SiteId site, int number, Status expected) {
    BalancePeriod period = charter.period(number);
    List<Conclusion> found =
        of(Claim.DECLARED_ACTIVITY, site).stream()
            .filter(conclusion -> conclusion.period().equals(Optional.of(period)))
            .toList();
    return found.size() == 1 && found.getFirst().status() == expected
        ? Optional.empty()
        : Optional.of(line("declared-activity of period " + (number + 1), site, expected, found));
  }

  private Optional<String> order(SiteId site, Status expected, Set<ReasonCode> reasons) {
    List<Conclusion> found = of(Claim.ORDER_KEPT, site);
    Set<ReasonCode> given = new TreeSet<>();
    found.forEach(one -> one.reasons().stream().map(Reason::code).forEach(given::add));
    return found.size() == 1 && found.getFirst().status() == expected && given.equals(reasons)
        ? Optional.empty()
        : Optional.of(line("order-kept", site, expected, found));
  }

  private static String line(String claim, SiteId site, Status expected, List<Conclusion> found) {
    String instead =
        found.isEmpty()
            ? "nothing was concluded"
            : found.getFirst().status()
                + " for "
                + found.getFirst().reasons().stream().map(Reason::code).toList()
                + ": "
                + found.getFirst().sentence();
    return claim + " of " + site + " should be " + expected + ", but is " + instead;
  }

  private List<Conclusion> of(Claim claim, SiteId site) {
    return seen.evaluation().conclusions().stream()
        .filter(conclusion -> conclusion.claim() == claim)
        .filter(conclusion -> conclusion.subject().party().equals(Optional.of(site.party())))
        .filter(conclusion -> conclusion.subject().site().equals(Optional.of(site.name())))
        .toList();
  }

  private Optional<String> ruled() {
    Optional<Docket> docket =
        seen.evidence().history().map(history -> Docket.fold(history, seen.evidence().facts()));
    boolean ruled =
        docket.isPresent()
            && docket.get().cases().size() == 1
            && docket.get().cases().getFirst().ruling().isPresent()
            && docket.get().unheard().isEmpty();
    return ruled ? Optional.empty() : Optional.of("the case of the hidden run has no ruling");
  }
}
