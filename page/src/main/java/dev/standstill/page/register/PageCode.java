package dev.standstill.page.register;

import dev.standstill.core.record.Digest;
import dev.standstill.page.Inert;
import dev.standstill.page.NothingAdded;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One page on its way to its reader. */
final class PageCode {

  /** What a page says of itself, for whoever opens it as a file. */
  static final String CONTENT_SECURITY =
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; base-uri 'none'; form-action 'none'";

  private static final int SITES = 200;
  private static final String PAGE = "page-";

  private final Books books;
  private final Map<String, SiteLine> sites;
  private final String path;
  private final Links links;
  private final Recency recency;
  private final StringOutput out = new StringOutput();
  private final OwaspHtmlTemplateOutput html = new OwaspHtmlTemplateOutput(out);

  PageCode(
      Books books, Placement placement, Map<String, SiteLine> sites, String path, Instant now) {
    this.books = books;
    this.sites = sites;
    this.path = path;
    this.links = Links.from(path, placement);
    this.recency = Recency.of(books.snapshot(), now);
  }

  static int sitePages(int sites) {
    return Math.max(1, (sites + SITES - 1) / SITES);
  }

  Optional<String> html() {
    return written() ? Optional.of(Inert.text(out.toString())) : Optional.empty();
  }

  /** Writes the page, if there is one. */
  private boolean written() {
    return switch (path) {
      case "" -> world();
      case "sites" -> sites(1);
      case "orders" -> orders();
      case "findings" -> findings();
      case "permits" -> permits();
      case "indicators" -> indicators();
      case "log" -> log(1);
      case "inspector" -> inspector();
      case "words" -> words();
      default -> below();
    };
  }

  private boolean below() {
    int slash = path.indexOf('/');
    if (slash < 0) {
      return false;
    }
    String rest = path.substring(slash + 1);
    return switch (path.substring(0, slash)) {
      case "sites" -> rest.indexOf('/') < 0 ? sitePage(rest) : site();
      case "log" -> logPage(rest);
      case "parties" -> party(rest);
      case "operator" -> operator("sites/" + rest);
      case "orders" -> order(rest);
      case "statements" -> statement(rest);
      default -> false;
    };
  }

  private boolean sitePage(String rest) {
    int number = number(rest, sitePages(sites.size()));
    return number > 0 && sites(number);
  }

  private boolean logPage(String rest) {
    int number = number(rest, LogView.pages(books));
    return number > 0 && log(number);
  }

  /** From 2 to the last, or 0 if it is no such number. */
  private static int number(String rest, int last) {
    if (!rest.matches(PAGE + "[1-9][0-9]{0,6}")) {
      return 0;
    }
    int number = Integer.parseInt(rest.substring(PAGE.length()));
    return number >= 2 && number <= last ? number : 0;
  }

  private List<SiteLine> lines() {
    return List.copyOf(sites.values());
  }

  private boolean world() {
    JteworldGenerated.render(
        html,
        NothingAdded.HERE,
        frame("Is a pause in force, who keeps it, what is missing", verify()),
        WorldView.of(books, lines(), links));
    return true;
  }

  private boolean sites(int number) {
    List<SiteLine> shown =
        lines().stream()
            .sorted(SiteLine.GRAVEST_FIRST)
            .skip((long) (number - 1) * SITES)
            .limit(SITES)
            .toList();
    JtesitesGenerated.render(
        html,
        NothingAdded.HERE,
        frame("All sites", verify()),
        shown,
        number,
        sitePages(sites.size()));
    return true;
  }

  private boolean orders() {
    JteordersGenerated.render(
        html,
        NothingAdded.HERE,
        frame("Orders", "standstill order status " + source() + charter() + " --json"),
        OrderView.all(books, links));
    return true;
  }

  private boolean order(String hex) {
    if (!hex.matches("[0-9a-f]{64}")) {
      return false;
    }
    Optional<OrderView> order = OrderView.of(new Digest(hex), books, links);
    order.ifPresent(view ->
        JteorderGenerated.render(
            html,
            NothingAdded.HERE,
            frame(
                view.title(),
                "standstill order status " + source() + charter() + " --json",
                "standstill verify "
                    + source()
                    + charter()
                    + asOf()
                    + " --claim order-kept --json"),
            view));
    return order.isPresent();
  }

  private boolean findings() {
    JtefindingspageGenerated.render(
        html,
        NothingAdded.HERE,
        frame(
            "Findings and docket",
            verify(),
            "standstill docket list " + source() + charter() + asOf() + " --json"),
        FindingsView.of(books, links));
    return true;
  }

  private boolean permits() {
    JtepermitsGenerated.render(
        html,
        NothingAdded.HERE,
        frame("Permits", "standstill permit show " + source() + charter() + asOf() + " --json"),
        PermitView.all(books, links));
    return true;
  }

  private boolean indicators() {
    JteindicatorsGenerated.render(
        html,
        NothingAdded.HERE,
        frame("Indicators", "standstill charter show " + source() + charter()),
        IndicatorsView.of(books));
    return true;
  }

  private boolean log(int number) {
    JtelogGenerated.render(
        html,
        NothingAdded.HERE,
        frame("The log", "standstill log fsck DIR", verify()),
        LogView.page(number, books, links));
    return true;
  }

  private boolean statement(String hex) {
    Optional<StatementView> statement = StatementView.of(hex, books);
    statement.ifPresent(view ->
        JtestatementGenerated.render(
            html,
            NothingAdded.HERE,
            frame(
                WorldView.capital(view.kind()) + " of " + view.author() + ", entry " + view.index(),
                "standstill log prove " + source() + " " + view.index()),
            view));
    return statement.isPresent();
  }

  private boolean inspector() {
    JteinspectorGenerated.render(
        html,
        NothingAdded.HERE,
        frame("For inspectors", verify()),
        InspectorView.of(books, lines()));
    return true;
  }

  private boolean words() {
    JtewordsGenerated.render(html, NothingAdded.HERE, frame("Words and numbers", verify()));
    return true;
  }

  private boolean party(String name) {
    Optional<PartyView> party = PartyView.of(name, books, lines(), links);
    party.ifPresent(view ->
        JtepartyGenerated.render(html, NothingAdded.HERE, frame("Party " + name, verify()), view));
    return party.isPresent();
  }

  private boolean site() {
    SiteLine line = sites.get(path);
    if (line == null) {
      return false;
    }
    JtesiteGenerated.render(
        html,
        NothingAdded.HERE,
        frame(
            "Site " + line.site(),
            verify(),
            "standstill balance show " + source() + charter() + asOf() + " --json"),
        SiteView.of(line, books, links));
    return true;
  }

  private boolean operator(String sitePath) {
    SiteLine line = sites.get(sitePath);
    if (line == null) {
      return false;
    }
    JteoperatorGenerated.render(
        html,
        NothingAdded.HERE,
        frame("For the operator of " + line.site(), verify()),
        OperatorView.of(line, books, links));
    return true;
  }

  private Frame frame(String title, String... commands) {
    return new Frame(title, path, books.snapshot(), links, recency, List.of(commands));
  }

  private String verify() {
    return "standstill verify " + source() + charter() + asOf() + " --json";
  }

  private String source() {
    return books.snapshot().address();
  }

  private String charter() {
    return books
        .snapshot()
        .history()
        .map(history -> " --charter " + history.latest().id().hex())
        .orElse("");
  }

  private String asOf() {
    RegisterSnapshot snapshot = books.snapshot();
    return snapshot.history().isPresent() ? " --as-of " + snapshot.asOf() : "";
  }
}
