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
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
    fact.body()
        .corrects()
        .filter(id -> isOfPeriod(reports.get(id), fact))
        .ifPresent(reports::remove);
    reports.put(fact.id(), fact);
  }

  /** A report of another time corrects nothing: else work would vanish by being said elsewhere. */
  private static boolean isOfPeriod(
      @Nullable PublishedFact<ActivityReport> corrected, PublishedFact<ActivityReport> fact) {
    return corrected != null && corrected.body().period().equals(fact.body().period());
  }

  /** What lineages have executed at all sites of their party, as far as it was reported. */
  Map<PartyLineage, Flop> byLineage() {
    Map<PartyLineage, Flop> totals = new HashMap<>();
    standing.forEach((site, reports) -> {
      Map<String, Map<Digest, Amount>> ofSite = new HashMap<>();
      reports
          .values()
          .forEach(report -> add(ofSite, report, DeclaredActivity::lineage, activity -> true));
      ofSite.forEach((name, amounts) ->
          totals.merge(new PartyLineage(site.party(), name), most(amounts), Flop::plus));
    });
    return totals;
  }

  /**
   * How much was drawn on each permit by whatever had ended by each time.
   *
   * @param permits all of them
   */
  Map<Digest, NavigableMap<Instant, Flop>> drawn(Map<Digest, PermitAccount> permits) {
    Map<SiteId, SiteUse> uses = new HashMap<>();
    standing.forEach((site, reports) -> uses.put(site, use(site, reports.values(), permits)));
    Map<Digest, NavigableMap<Instant, Flop>> drawn = new HashMap<>();
    for (PermitAccount permit : permits.values()) {
      SiteUse use = uses.get(permit.terms().site());
      drawn.put(permit.id(), use == null ? new TreeMap<>() : drawn(permit, use));
    }
    return drawn;
  }

  private static SiteUse use(
      SiteId site,
      Collection<PublishedFact<ActivityReport>> reports,
      Map<Digest, PermitAccount> permits) {
    SiteUse use = new SiteUse(new HashMap<>(), new HashMap<>());
    for (PublishedFact<ActivityReport> report : reports) {
      BalancePeriod period = report.body().period();
      Function<DeclaredActivity, Optional<Digest>> permit =
          activity -> named(site, activity, period, permits);
      add(use.named(), report, permit, activity -> true);
      add(
          use.unnamed(),
          report,
          DeclaredActivity::lineage,
          activity -> permit.apply(activity).isEmpty());
    }
    return use;
  }

  /**
   * The permit that work names. Naming one that was not its to name names none: else a stranger
   * could use up a permit, or a site draw on one that permits nothing.
   */
  static Optional<Digest> named(
      SiteId site,
      DeclaredActivity activity,
      BalancePeriod period,
      Map<Digest, PermitAccount> permits) {
    return activity
        .permit()
        .filter(id -> {
          PermitAccount account = permits.get(id);
          return account != null && account.mayBeNamed(site, activity, period);
        });
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

  private static NavigableMap<Instant, Flop> drawn(PermitAccount permit, SiteUse use) {
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
    return mostByEnd(amounts);
  }

  private static Flop most(Map<Digest, Amount> amounts) {
    Map.Entry<Instant, Flop> all = mostByEnd(amounts).lastEntry();
    return all == null ? Flop.ZERO : all.getValue();
  }

  /** By each end, the greatest sum of amounts so far of which no two overlap in time. */
  private static NavigableMap<Instant, Flop> mostByEnd(Map<Digest, Amount> amounts) {
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
    return most;
  }
}
