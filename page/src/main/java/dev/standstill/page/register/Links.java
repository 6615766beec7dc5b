package dev.standstill.page.register;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.Digest;

/**
 * Where pages find each other. All links are relative, so that the same pages work below any
 * address, and as files.
 *
 * @param up from the page to the root
 * @param placement served or files
 */
record Links(String up, Placement placement) {

  static Links from(String path, Placement placement) {
    long depth = path.chars().filter(c -> c == '/').count();
    return new Links(depth == 0 ? "./" : "../".repeat((int) depth), placement);
  }

  /** To a page, by its path without a slash in front; the first page's is empty. */
  String to(String path) {
    return switch (placement) {
      case SERVED -> up + path;
      case FILES -> up + (path.isEmpty() ? "index" : path) + ".html";
    };
  }

  /** To a file that is no page. */
  String file(String path) {
    return up + path;
  }

  String site(SiteId site) {
    return to(sitePath(site));
  }

  String party(PartyId party) {
    return to("parties/" + party);
  }

  String statement(Digest id) {
    return to("statements/" + id.hex());
  }

  String order(Digest id) {
    return to("orders/" + id.hex());
  }

  static String sitePath(SiteId site) {
    return "sites/" + site.party() + "/" + site.name();
  }

  static String operatorPath(SiteId site) {
    return "operator/" + site.party() + "/" + site.name();
  }
}
