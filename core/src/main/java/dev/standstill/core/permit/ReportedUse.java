package dev.standstill.core.permit;

import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.DeclaredActivity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What sites reported to have executed, by permit and by lineage.
 *
 * <p>A report that was corrected does not count. Of others that overlap in time not all can be
 * true, and nobody knows which is: those count that together say the most without overlapping. So
 * nothing is counted twice, and nobody makes a number smaller by contradicting himself.
 */
final class ReportedUse {
  private final Map<SiteId, Map<Digest, PublishedFact<ActivityReport>>> standing = new HashMap<>();
  private final Map<SiteId, Set<Digest>> said = new HashMap<>();

  /** What one report says was executed of something. */
  private record Amount(BalancePeriod period, Flop flop) {}

  /** One site's amounts, by what they draw on; each by the report that says so. */
  private record SiteUse(
      Map<Digest, Map<Digest, Amount>> named, Map<String, Map<Digest, Amount>> unnamed) {}

  /** Files the next report of the log. */
  void file(PublishedFact<ActivityReport> fact) {
    SiteId site = new SiteId(fact.author(), fact.body().site());
    // The first inclusion counts: a replay must not bring back what was corrected.
    if (!said.computeIfAbsent(site, _ -> new HashSet<>()).add(fact.id())) {
      return;
    }
    Map<Digest, PublishedFact<ActivityReport>> reports =
        standing.computeIfAbsent(site, _ -> new LinkedHashMap<>());
    fact.body().corrects().ifPresent(reports::remove);
    reports.put(fact.id(), fact);
  }

  /** What lineages have executed at all sites together, as far as it was reported. */
  Map<String, Flop> byLineage() {
    Map<String, Flop> totals = new TreeMap<>();
    for (Map<Digest, PublishedFact<ActivityReport>> reports : standing.values()) {
      Map<String, Map<Digest, Amount>> ofSite = new HashMap<>();
      reports
          .values()
          .forEach(report -> add(ofSite, report, DeclaredActivity::lineage, activity -> true));
      ofSite.forEach((lineage, amounts) -> totals.merge(lineage, most(amounts), Flop::plus));
    }
    return totals;
  }

  /**
   * How much was drawn on each permit.
   *
   * @param permits all of them
   * @param ofSite whether a permit of this id is one of the site's
   */
  Map<Digest, Flop> drawn(Collection<PermitAccount> permits, BiPredicate<SiteId, Digest> ofSite) {
    Map<SiteId, SiteUse> uses = new HashMap<>();
    standing.forEach((site, reports) -> uses.put(site, use(site, reports.values(), ofSite)));
    Map<Digest, Flop> drawn = new HashMap<>();
    for (PermitAccount permit : permits) {
      SiteUse use = uses.get(permit.terms().site());
      drawn.put(permit.id(), use == null ? Flop.ZERO : drawn(permit, use));
    }
    return drawn;
  }

  private static SiteUse use(
      SiteId site,
      Collection<PublishedFact<ActivityReport>> reports,
      BiPredicate<SiteId, Digest> ofSite) {
    SiteUse use = new SiteUse(new HashMap<>(), new HashMap<>());
    for (PublishedFact<ActivityReport> report : reports) {
      // Naming a permit of another site names none: else a stranger could use up a permit.
      Function<DeclaredActivity, Optional<Digest>> permit =
          activity -> activity.permit().filter(id -> ofSite.test(site, id));
      add(use.named(), report, permit, activity -> true);
      add(
          use.unnamed(),
          report,
          DeclaredActivity::lineage,
          activity -> permit.apply(activity).isEmpty());
    }
    return use;
  }

  private static <K> void add(
      Map<K, Map<Digest, Amount>> into,
      PublishedFact<ActivityReport> report,
      Function<DeclaredActivity, Optional<K>> key,
      Predicate<DeclaredActivity> counted) {
    BalancePeriod period = report.body().period();
    report.body().areas().stream()
        .flatMap(area -> area.activities().stream())
        .filter(counted)
        .forEach(activity ->
            key.apply(activity)
                .ifPresent(name ->
                    merge(
                        into.computeIfAbsent(name, _ -> new HashMap<>()),
                        report.id(),
                        new Amount(period, activity.executedFlop()))));
  }

  private static void merge(Map<Digest, Amount> into, Digest report, Amount amount) {
    into.merge(report, amount, (a, b) -> new Amount(a.period(), a.flop().plus(b.flop())));
  }

  private static Flop drawn(PermitAccount permit, SiteUse use) {
    Map<Digest, Amount> amounts = new HashMap<>();
    List<Digest> names = new ArrayList<>();
    names.add(permit.id());
    // What was done under a tacit approval was done under the permit that answers it.
    permit.answers().map(PermitAccount::id).ifPresent(names::add);
    for (Digest name : names) {
      use.named().getOrDefault(name, Map.of()).forEach((id, one) -> merge(amounts, id, one));
    }
    Instant since = permit.firstDay();
    use.unnamed().getOrDefault(permit.terms().lineage().id(), Map.of()).entrySet().stream()
        .filter(entry -> entry.getValue().period().to().isAfter(since))
        .forEach(entry -> merge(amounts, entry.getKey(), entry.getValue()));
    return most(amounts);
  }

  /** The greatest sum of amounts of which no two overlap in time. */
  private static Flop most(Map<Digest, Amount> amounts) {
    NavigableMap<Instant, Flop> most = new TreeMap<>();
    Flop best = Flop.ZERO;
    List<Amount> byEnd =
        amounts.values().stream()
            .sorted(Comparator.comparing((Amount amount) -> amount.period().to()))
            .toList();
    for (Amount amount : byEnd) {
      Map.Entry<Instant, Flop> before = most.floorEntry(amount.period().from());
      Flop sum = before == null ? amount.flop() : before.getValue().plus(amount.flop());
      best = sum.compareTo(best) > 0 ? sum : best;
      most.put(amount.period().to(), best);
    }
    return best;
  }
}
