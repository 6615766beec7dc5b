package dev.standstill.core.finding;

import dev.standstill.core.ledger.Ledger;
import dev.standstill.core.ledger.PeriodAccount;
import dev.standstill.core.ledger.SiteAccount;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.DeclaredActivity;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What each training lineage was declared to have executed, over all sites of its party and all
 * periods so far. Where a report is missing nobody knows the total.
 */
final class LineageTotals {
  private final Map<Named, NavigableMap<Instant, Flop>> byEnd = new HashMap<>();
  private final Map<Named, NavigableMap<Instant, Flop>> byBegin = new HashMap<>();
  private final Map<PartyId, Instant> firstMissing = new HashMap<>();

  private record Named(PartyId party, String lineage) {}

  private LineageTotals() {}

  static LineageTotals of(Ledger ledger) {
    LineageTotals totals = new LineageTotals();
    for (SiteAccount account : ledger.sites()) {
      for (PeriodAccount period : account.periods()) {
        PartyId party = account.site().party();
        Optional<PublishedFact<ActivityReport>> report = period.report();
        if (report.isEmpty()) {
          totals.firstMissing.merge(
              party, period.period().from(), (one, other) -> one.isBefore(other) ? one : other);
        } else {
          totals.add(party, report.get().body());
        }
      }
    }
    totals.byEnd.values().forEach(LineageTotals::sum);
    totals.byBegin.values().forEach(LineageTotals::sum);
    return totals;
  }

  private void add(PartyId party, ActivityReport report) {
    report.areas().stream()
        .flatMap(area -> area.activities().stream())
        .filter(activity -> activity.lineage().isPresent())
        .forEach(activity -> add(party, activity, report.period()));
  }

  private void add(PartyId party, DeclaredActivity activity, BalancePeriod period) {
    Named named = new Named(party, activity.lineage().orElseThrow());
    Flop flop = activity.executedFlop();
    byEnd.computeIfAbsent(named, _ -> new TreeMap<>()).merge(period.to(), flop, Flop::plus);
    byBegin.computeIfAbsent(named, _ -> new TreeMap<>()).merge(period.from(), flop, Flop::plus);
  }

  private static void sum(NavigableMap<Instant, Flop> amounts) {
    Flop total = Flop.ZERO;
    for (Map.Entry<Instant, Flop> amount : amounts.entrySet()) {
      total = total.plus(amount.getValue());
      amount.setValue(total);
    }
  }

  /** What it certainly had executed when a period began. */
  Flop before(PartyId party, String lineage, BalancePeriod period) {
    return total(byEnd.get(new Named(party, lineage)), period.from(), true);
  }

  /** The most it can have executed when a period ended; empty if nobody knows. */
  Optional<Flop> atMost(PartyId party, String lineage, BalancePeriod period) {
    Instant missing = firstMissing.getOrDefault(party, Instant.MAX);
    return missing.isBefore(period.to())
        ? Optional.empty()
        : Optional.of(total(byBegin.get(new Named(party, lineage)), period.to(), false));
  }

  private static Flop total(
      @Nullable NavigableMap<Instant, Flop> sums, Instant time, boolean inclusive) {
    if (sums == null) {
      return Flop.ZERO;
    }
    NavigableMap<Instant, Flop> earlier = sums.headMap(time, inclusive);
    return earlier.isEmpty() ? Flop.ZERO : earlier.lastEntry().getValue();
  }
}
