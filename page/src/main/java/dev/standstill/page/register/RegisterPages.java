package dev.standstill.page.register;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every page of the register at one checkpoint, by its path. Make one for each new checkpoint and
 * ask it from as many threads as there are readers: it changes no more.
 */
public final class RegisterPages {
  private final Books books;
  private final Placement placement;
  private final Map<String, SiteLine> lines;

  private RegisterPages(Books books, Placement placement) {
    this.books = books;
    this.placement = placement;
    this.lines = new LinkedHashMap<>();
    SiteLine.all(books).forEach(line -> lines.put(Links.sitePath(line.site()), line));
  }

  /** The pages of a snapshot. */
  public static RegisterPages of(RegisterSnapshot snapshot, Placement placement) {
    return new RegisterPages(new Books(snapshot), placement);
  }

  /** What pages load from beside them: the same for every snapshot. */
  public static List<Asset> assets() {
    return List.of(Asset.STYLE, Asset.SCRIPT);
  }

  /**
   * What a server says of a page's content with every page: nothing from elsewhere, no script but
   * the one file, and in nobody's frame.
   */
  public static String contentSecurityPolicy() {
    return PageCode.CONTENT_SECURITY + "; frame-ancestors 'none'";
  }

  /**
   * One page.
   *
   * @param path as it was asked for, with or without a slash in front
   * @param now the time at which it is made: a page says how old its checkpoint is
   * @return well-formed HTML, or empty if there is no such page
   */
  public Optional<String> at(String path, Instant now) {
    String plain = path.startsWith("/") ? path.substring(1) : path;
    return new PageCode(books, placement, lines, plain, now).html();
  }

  /** The paths of all pages; the first page's is empty. */
  public List<String> paths() {
    List<String> paths =
        new ArrayList<>(
            List.of(
                "",
                "sites",
                "orders",
                "findings",
                "permits",
                "indicators",
                "log",
                "inspector",
                "words"));
    for (int page = 2; page <= PageCode.sitePages(lines.size()); page++) {
      paths.add("sites/page-" + page);
    }
    for (int page = 2; page <= LogView.pages(books); page++) {
      paths.add("log/page-" + page);
    }
    books.parties().forEach(party -> paths.add("parties/" + party));
    books
        .sites()
        .forEach(site -> {
          paths.add(Links.sitePath(site));
          paths.add(Links.operatorPath(site));
        });
    books
        .orders()
        .ifPresent(state -> state.orders().forEach(id -> paths.add("orders/" + id.hex())));
    books.statements().forEach(fact -> paths.add("statements/" + fact.id().hex()));
    return paths;
  }
}
