package dev.standstill.page.register;

import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.party.SiteId;
import dev.standstill.page.AreaView;
import dev.standstill.page.ConclusionGroup;
import dev.standstill.page.FindingGroup;
import dev.standstill.page.words.Figures;
import java.util.List;
import java.util.Optional;

/**
 * One site.
 *
 * @param line the site at a glance
 * @param areas its balances, charted
 * @param groups what was concluded about it
 * @param findings what was noticed about it
 * @param orders those that bind it
 * @param permits its permits
 * @param reports its reports, newest first
 * @param evidence the statements that its conclusions rest on
 */
record SiteView(
    SiteLine line,
    List<AreaView> areas,
    List<ConclusionGroup> groups,
    List<FindingGroup> findings,
    List<OrderView> orders,
    List<PermitView> permits,
    List<ReportLine> reports,
    List<Link> evidence) {

  /** What is on the books for one period. */
  record ReportLine(String period, boolean missing, String when, Optional<Link> statement) {}

  static SiteView of(SiteLine line, Books books, Links links) {
    SiteId site = line.site();
    Evaluation own = books.of(site);
    return new SiteView(
        line,
        AreaView.all(own, books.charter()),
        ConclusionGroup.all(own.conclusions()),
        FindingGroup.all(own.findings()),
        binding(site, books, links),
        PermitView.of(site, books, links),
        reports(site, books, links),
        books.evidence(
            own.conclusions().stream()
                .flatMap(c -> c.evidence().stream())
                .distinct()
                .sorted()
                .toList(),
            links));
  }

  static List<OrderView> binding(SiteId site, Books books, Links links) {
    return OrderView.all(books, links).stream()
        .filter(OrderView::open)
        .filter(order -> order.receipts().stream().anyMatch(r -> r.site().equals(site)))
        .toList();
  }

  static List<ReportLine> reports(SiteId site, Books books, Links links) {
    return books.account(site).stream()
        .flatMap(account -> account.periods().reversed().stream())
        .map(period ->
            new ReportLine(
                Figures.period(period.period()),
                period.report().isEmpty(),
                period
                    .report()
                    .map(fact -> "logged " + Times.logged(fact.loggedAt()))
                    .orElse("missing"),
                period
                    .report()
                    .map(fact -> new Link("entry " + fact.logIndex(), links.statement(fact.id())))))
        .toList();
  }
}
