package dev.standstill.page.register;

import dev.standstill.core.accountancy.AreaBalance.JudgedPeriod;
import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.PermitLife;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.page.Glance;
import dev.standstill.page.Glance.Cell;
import dev.standstill.page.LastReport;
import dev.standstill.page.PageView;
import dev.standstill.page.Standing;
import dev.standstill.page.words.Figures;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One site in one line, for whoever is on duty.
 *
 * @param standing the gravest of all that was concluded about it
 * @param because what of it that is, where it is an order alone; empty else
 * @param cells the latest periods, in order
 * @param reported when it last reported, in words; empty if never
 * @param report the statement of its last report
 * @param missing the report that is due and not there, in words; empty if none
 * @param balance the unaccounted compute of the latest balanced period with its sigma
 * @param balancePeriod which period that is
 * @param openFindings how many findings no ruling has explained
 * @param receipts how many receipts it owes
 * @param permits how many permits are live
 * @param changed what changed since a day ago; empty if nothing
 */
record SiteLine(
    SiteId site,
    Standing standing,
    String because,
    List<Cell> cells,
    String reported,
    Optional<Citation> report,
    String missing,
    String balance,
    String balancePeriod,
    int openFindings,
    int receipts,
    long permits,
    String changed) {

  /** So many periods are shown as marks. */
  private static final int CELLS_MAX = 14;

  /** Everything that is due and is not there, or worse, comes first. */
  static final Comparator<SiteLine> GRAVEST_FIRST =
      Comparator.comparing(SiteLine::standing)
          .reversed()
          .thenComparing(line -> line.missing().isEmpty())
          .thenComparing(SiteLine::site);

  static List<SiteLine> all(Books books) {
    Map<SiteId, Integer> owed = new HashMap<>();
    Map<SiteId, Long> live = livePermits(books);
    books
        .orders()
        .ifPresent(state ->
            books.sites().forEach(site -> owed.put(site, state.owedReceipts(site).size())));
    Map<SiteId, Standing> before = before(books);
    return books.sites().stream()
        .map(site ->
            of(
                site,
                books,
                owed.getOrDefault(site, 0),
                live.getOrDefault(site, 0L),
                Optional.ofNullable(before.get(site))))
        .toList();
  }

  private static Map<SiteId, Long> livePermits(Books books) {
    Map<SiteId, Long> live = new HashMap<>();
    books
        .permits()
        .ifPresent(book ->
            book.at(books.moment())
                .values()
                .forEach(life -> {
                  if (life instanceof PermitLife.Live permit) {
                    live.merge(permit.terms().site(), 1L, Long::sum);
                  }
                }));
    return live;
  }

  private static Map<SiteId, Standing> before(Books books) {
    Map<SiteId, Standing> standings = new HashMap<>();
    for (Evaluation earlier : books.snapshot().dayBefore().stream().toList()) {
      Map<SiteId, List<Conclusion>> bySite =
          earlier.conclusions().stream()
              .filter(c -> Books.site(c.subject()).isPresent())
              .collect(Collectors.groupingBy(c -> Books.site(c.subject()).orElseThrow()));
      bySite.forEach(
          (site, all) -> standings.put(site, gravest(new Evaluation(all, List.of(), List.of()))));
    }
    return standings;
  }

  /** The gravest of what was declared and of the orders that bind it. */
  private static Standing gravest(Evaluation own) {
    return Standing.graver(
        declared(own), Standing.gravest(PageView.of(own, Claim.ORDER_KEPT).toList()));
  }

  /** Where nothing was concluded nothing is upheld. */
  private static Standing declared(Evaluation own) {
    List<Conclusion> activity = activity(own);
    return activity.isEmpty() ? Standing.UNDECIDED : Standing.gravest(activity);
  }

  private static SiteLine of(
      SiteId site, Books books, int receipts, long permits, Optional<Standing> before) {
    Evaluation own = books.of(site);
    List<Conclusion> activity = activity(own);
    Standing declared = declared(own);
    Standing standing = gravest(own);
    LastReport last = LastReport.of(site, own, books.snapshot().asOf());
    Optional<PublishedFact<ActivityReport>> report =
        books.account(site).stream()
            .flatMap(account -> account.periods().reversed().stream())
            .flatMap(period -> period.report().stream())
            .findFirst();
    Optional<JudgedPeriod> judged =
        own.balances().stream()
            .flatMap(balance -> balance.areas().stream())
            .flatMap(area -> area.periods().stream())
            .max(
                Comparator.<JudgedPeriod, Instant>comparing(j -> j.seen().period().to())
                    .thenComparingDouble(j -> Math.abs(j.unaccounted().standardised())));
    return new SiteLine(
        site,
        standing,
        declared == standing ? "" : "by an order; what it declared: " + declared.css(),
        cells(activity),
        last.age(),
        report.map(fact -> new Citation(fact.logIndex(), fact.id())),
        last.missing(),
        judged.map(Glance::amount).orElse("no balance could be closed"),
        judged.map(j -> Figures.period(j.seen().period())).orElse(""),
        books.open(site).size(),
        receipts,
        permits,
        before.filter(was -> was != standing).map(was -> was.word() + " a day ago").orElse(""));
  }

  /** By period, of all areas and the site itself the gravest. */
  private static List<Cell> cells(List<Conclusion> activity) {
    NavigableMap<BalancePeriod, List<Conclusion>> byPeriod =
        activity.stream()
            .collect(
                Collectors.groupingBy(
                    c -> c.period().orElseThrow(), TreeMap::new, Collectors.toList()));
    return byPeriod.entrySet().stream()
        .skip(Math.max(0, byPeriod.size() - CELLS_MAX))
        .map(entry -> {
          Standing standing = Standing.gravest(entry.getValue());
          return new Cell(standing, Figures.period(entry.getKey()) + ": " + standing.word());
        })
        .toList();
  }

  /** Of the areas, and of the site itself only where no area answers: as the headline counts. */
  private static List<Conclusion> activity(Evaluation own) {
    List<Conclusion> areas =
        PageView.of(own, Claim.DECLARED_ACTIVITY).filter(c -> c.period().isPresent()).toList();
    return areas.isEmpty()
        ? PageView.of(own, Claim.DECLARED_SITE).filter(c -> c.period().isPresent()).toList()
        : areas;
  }

  /** The marks in words, for whoever does not see them. */
  String spokenCells() {
    return cells.stream().map(Cell::tip).collect(Collectors.joining("; "));
  }
}
