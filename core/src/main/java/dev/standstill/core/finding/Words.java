package dev.standstill.core.finding;

import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.Digest;
import dev.standstill.core.site.AreaId;
import java.util.List;
import java.util.Locale;

/** Numbers and lists as a reader would say them. */
final class Words {

  private Words() {}

  /** Two significant digits, for example {@code 7.0e20 FLOP}. */
  static String flop(double flop) {
    return String.format(Locale.ROOT, "%.1e", flop).replace("e+", "e") + " FLOP";
  }

  static String percent(double fraction) {
    String text = String.format(Locale.ROOT, "%.1f", 100 * fraction);
    return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " %";
  }

  /** For example {@code 1 file of readings}. */
  static String files(List<Digest> files) {
    return files.size() + (files.size() == 1 ? " file" : " files") + " of readings";
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** Up to five names, then how many more. */
  static String names(List<String> names) {
    int shown = Math.min(5, names.size());
    String list = String.join(", ", names.subList(0, shown));
    return names.size() > shown ? list + " and " + (names.size() - shown) + " more" : list;
  }

  static String where(SiteId site, AreaId area, BalancePeriod period) {
    return "Site " + site + ", area " + area + ", " + when(period) + ": ";
  }

  static String where(SiteId site, BalancePeriod period) {
    return "Site " + site + ", " + when(period) + ": ";
  }

  private static String when(BalancePeriod period) {
    return period.from() + " to " + period.to();
  }
}
