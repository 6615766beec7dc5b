package dev.standstill.core.finding;

import dev.standstill.core.order.Circumstances.Standing;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was concluded about sites from their own reports and meters, before any order was asked. */
final class Metered {
  private final Map<Key, List<Conclusion>> byPeriod = new HashMap<>();
  private final Map<PartyId, TreeMap<Instant, Boolean>> upheld = new TreeMap<>();

  private record Key(SiteId site, BalancePeriod period) {}

  Metered(List<Conclusion> concluded) {
    for (Conclusion conclusion : concluded) {
      boolean ofSite =
          conclusion.claim() == Claim.DECLARED_ACTIVITY
              || conclusion.claim() == Claim.DECLARED_SITE;
      if (ofSite && conclusion.subject().site().isPresent() && conclusion.period().isPresent()) {
        add(conclusion, conclusion.period().get());
      }
    }
  }

  private void add(Conclusion conclusion, BalancePeriod period) {
    PartyId party = conclusion.subject().party().orElseThrow();
    SiteId site = new SiteId(party, conclusion.subject().site().orElseThrow());
    byPeriod.computeIfAbsent(new Key(site, period), _ -> new ArrayList<>()).add(conclusion);
    if (conclusion.claim() == Claim.DECLARED_ACTIVITY) {
      upheld
          .computeIfAbsent(party, _ -> new TreeMap<>())
          .merge(period.to(), conclusion.status() == Status.UPHELD, Boolean::logicalAnd);
    }
  }

  /** Whether parties are seen to do what they declare, from the end of each period on. */
  List<Standing> standings() {
    List<Standing> standings = new ArrayList<>();
    upheld.forEach((party, times) ->
        times.forEach((from, well) -> standings.add(new Standing(party, from, well))));
    return standings;
  }

  /** What was concluded about a site and period. */
  List<Conclusion> of(SiteId site, BalancePeriod period) {
    return byPeriod.getOrDefault(new Key(site, period), List.of());
  }

  /**
   * Why a report says nothing of an order yet. Energy cannot tell training from anything else: what
   * a balance does not explain leaves an order undecided and never refutes it.
   */
  List<Reason> reasons(SiteId site, BalancePeriod period) {
    List<Reason> reasons = new ArrayList<>();
    for (Conclusion conclusion : of(site, period)) {
      for (Reason reason : conclusion.reasons()) {
        reasons.add(
            new Reason(
                carried(reason.code()),
                reason.points(),
                reason.place(),
                period + ": " + reason.detail()));
      }
    }
    return reasons;
  }

  private static ReasonCode carried(ReasonCode code) {
    if (!code.refutes()) {
      return code;
    }
    return code == ReasonCode.UNACCOUNTED_COMPUTE
        ? ReasonCode.ANOMALY_OPEN
        : ReasonCode.DECLARATION_REFUTED;
  }
}
