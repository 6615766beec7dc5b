package dev.standstill.page.register;

import dev.standstill.core.party.SiteId;
import dev.standstill.page.register.OrderView.Receipt;
import dev.standstill.page.register.WorldView.Missing;
import dev.standstill.page.words.Figures;
import java.util.ArrayList;
import java.util.List;

/** Everything that is due and is not there. Missing is never zero, and never good news. */
final class MissingThings {
  private final Books books;
  private final List<SiteLine> lines;
  private final List<OrderView> orders;
  private final Links links;

  MissingThings(Books books, List<SiteLine> lines, List<OrderView> orders, Links links) {
    this.books = books;
    this.lines = lines;
    this.orders = orders;
    this.links = links;
  }

  List<Missing> all() {
    List<Missing> missing = new ArrayList<>();
    RegisterSnapshot snapshot = books.snapshot();
    if (snapshot.head().isEmpty()) {
      missing.add(new Missing("a checkpoint that verifies", to("the log", "log")));
    }
    if (!snapshot.witnessed()) {
      missing.add(new Missing("cosignatures of independent witnesses", to("the log", "log")));
    }
    if (snapshot.history().isEmpty()) {
      missing.add(new Missing("a charter that its parties signed", to("the log", "log")));
    }
    if (!snapshot.defects().isEmpty()) {
      missing.add(
          new Missing(
              Figures.count(snapshot.defects().size(), "place")
                  + " of the source is not as it"
                  + " was signed",
              to("the log", "log")));
    }
    lines.stream()
        .filter(line -> !line.missing().isEmpty())
        .forEach(line -> missing.add(new Missing(report(line), site(line.site()))));
    orders.stream().filter(OrderView::open).forEach(order -> receipts(order, missing));
    CaseView.all(books, links).stream()
        .filter(CaseView::overdue)
        .forEach(one ->
            missing.add(
                new Missing(
                    "a reply of " + one.asked() + ", past its time",
                    to("case " + Ids.brief(one.id()), "findings"))));
    return missing;
  }

  private static String report(SiteLine line) {
    return line.missing().startsWith("missing: ")
        ? line.missing().substring("missing: ".length())
        : line.missing();
  }

  private void receipts(OrderView order, List<Missing> missing) {
    for (Receipt receipt : order.receipts()) {
      if (receipt.missing()) {
        missing.add(
            new Missing("the receipt of order " + Ids.brief(order.id()), site(receipt.site())));
      }
    }
  }

  private Link site(SiteId site) {
    return new Link(site.toString(), links.site(site));
  }

  private Link to(String text, String path) {
    return new Link(text, links.to(path));
  }
}
