package dev.standstill.page.register;

import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.order.Duty;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.Citation;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.page.Names;
import dev.standstill.page.words.Figures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator of one site has to see to.
 *
 * @param line the site at a glance
 * @param duties what each order in force demands of each kind of operation, where it demands
 *     anything
 * @param owed receipts it owes
 * @param reports reports due, late or next
 * @param permits its permits
 * @param findings how many findings are open
 */
record OperatorView(
    SiteLine line,
    List<DutyLine> duties,
    List<Owed> owed,
    List<Due> reports,
    List<PermitView> permits,
    int findings) {

  /** What is demanded of one kind of operation. */
  record DutyLine(String operation, String duty, boolean halt) {}

  /** A receipt that is owed. */
  record Owed(String title, String due, boolean late, String command, Link order) {}

  /** A report. */
  record Due(String period, String due, boolean late) {}

  static OperatorView of(SiteLine line, Books books, Links links) {
    return new OperatorView(
        line,
        duties(line.site(), books),
        owed(line.site(), books, links),
        reports(line.site(), books),
        PermitView.of(line.site(), books, links),
        line.openFindings());
  }

  /** Of a lineage whose total nobody knows, without a permit; kinds with one demand together. */
  private static List<DutyLine> duties(SiteId site, Books books) {
    Map<Duty, List<String>> kinds = new LinkedHashMap<>();
    books
        .orders()
        .map(state -> state.at(books.moment()))
        .ifPresent(binding -> {
          for (OperationKind kind : OperationKind.values()) {
            kinds
                .computeIfAbsent(
                    binding.duty(site, kind, PermitTerms.FLOP_MAX), duty -> new ArrayList<>())
                .add(OrderWords.spoken(kind));
          }
        });
    return kinds.entrySet().stream()
        .map(entry ->
            new DutyLine(
                WorldView.capital(Names.list(entry.getValue())),
                entry.getKey() instanceof Duty.Free
                    ? "not restrained by any order"
                    : OrderWords.duty(entry.getKey()),
                entry.getKey() instanceof Duty.Halt))
        .toList();
  }

  private static List<Owed> owed(SiteId site, Books books, Links links) {
    List<Owed> owed = new ArrayList<>();
    books
        .orders()
        .ifPresent(state -> {
          for (Citation citation : state.owedReceipts(site)) {
            Optional<Instant> due = state.receiptsDue(citation.id());
            owed.add(
                new Owed(
                    OrderWords.title(state.order(citation.id()).orElseThrow()),
                    due.map(by -> "due by " + Figures.instant(by))
                        .orElse("nobody vouches for when it was logged, so none is overdue"),
                    state.overdueReceipts(citation.id(), books.moment()).contains(site),
                    "standstill site acknowledgement show",
                    new Link("order " + Ids.brief(citation.id()), links.order(citation.id()))));
          }
        });
    return owed;
  }

  private static List<Due> reports(SiteId site, Books books) {
    List<Due> due = new ArrayList<>();
    books
        .charter()
        .ifPresent(charter -> {
          ReportingCalendar calendar = charter.calendar();
          books.account(site).stream()
              .flatMap(account -> account.periods().stream())
              .filter(period -> period.report().isEmpty())
              .forEach(period -> due.add(of(period.period(), calendar, true)));
          next(site, books, calendar).ifPresent(period -> due.add(of(period, calendar, false)));
        });
    return due;
  }

  private static Due of(BalancePeriod period, ReportingCalendar calendar, boolean late) {
    return new Due(
        Figures.period(period),
        "due by " + Figures.instant(period.to().plus(calendar.due())),
        late);
  }

  /** The first period that is neither on the books nor past its time. */
  private static Optional<BalancePeriod> next(
      SiteId site, Books books, ReportingCalendar calendar) {
    Instant after =
        books.account(site).stream()
            .flatMap(account -> account.periods().stream())
            .map(period -> period.period().to())
            .max(Comparator.naturalOrder())
            .orElse(calendar.from());
    return after.isBefore(calendar.until())
        ? Optional.of(new BalancePeriod(after, after.plus(calendar.periodLength())))
        : Optional.empty();
  }
}
