package dev.standstill.page.register;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.page.Headline;
import dev.standstill.page.Names;
import dev.standstill.page.Standing;
import dev.standstill.page.register.OrderView.Receipt;
import dev.standstill.page.words.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What somebody on duty needs first.
 *
 * @param inForce whether a pause or a slow is in force, in a sentence
 * @param restrained whether anything is
 * @param orders those in force, and those that may still be
 * @param kept who keeps what is in force, in a sentence
 * @param keeping each site's answer, where an order is in force
 * @param missing everything that is due and is not there
 * @param headline whether what was declared agrees with what was metered
 * @param parties each party
 * @param sites the gravest first
 * @param sitesInAll how many sites there are
 * @param account how much of what is known is under account
 * @param changes what happened in the last day
 * @param open what none of this establishes
 */
record WorldView(
    String inForce,
    boolean restrained,
    List<OrderView> orders,
    String kept,
    List<Keeping> keeping,
    List<Missing> missing,
    String headline,
    List<PartyLine> parties,
    List<SiteLine> sites,
    int sitesInAll,
    KnownCompute account,
    List<Change> changes,
    List<String> open) {

  /** So many sites are shown before a reader asks for all. */
  static final int SITES_SHOWN = 40;

  /** One site's answer to whether it keeps what is in force. */
  record Keeping(SiteId site, Standing standing) {}

  /** Something due that is not there. */
  record Missing(String what, Link link) {}

  /** One party: the gravest of its sites. */
  record PartyLine(PartyId party, Standing standing, long sites, String roles) {}

  /** Something that was said. */
  record Change(String when, String what, Link statement) {}

  static WorldView of(Books books, List<SiteLine> lines, Links links) {
    List<OrderView> orders = OrderView.all(books, links);
    List<OrderView> binding = orders.stream().filter(OrderView::binds).toList();
    List<Keeping> keeping =
        binding.stream()
            .flatMap(order -> order.receipts().stream())
            .collect(
                Collectors.groupingBy(
                    Receipt::site,
                    TreeMap::new,
                    Collectors.reducing(Standing.UPHELD, Receipt::kept, Standing::graver)))
            .entrySet()
            .stream()
            .map(entry -> new Keeping(entry.getKey(), entry.getValue()))
            .toList();
    return new WorldView(
        inForce(books, binding),
        !binding.isEmpty(),
        orders.stream().filter(OrderView::open).toList(),
        kept(binding, keeping),
        keeping,
        new MissingThings(books, lines, orders, links).all(),
        Headline.of(books.snapshot().evaluation()).sentence(),
        PartyView.lines(books, lines),
        lines.stream().sorted(SiteLine.GRAVEST_FIRST).limit(SITES_SHOWN).toList(),
        lines.size(),
        KnownCompute.of(books),
        LogView.lastDay(books, links),
        books.snapshot().evaluation().conclusions().stream()
            .flatMap(c -> c.notEstablished().stream())
            .distinct()
            .sorted()
            .map(Sentences::notEstablished)
            .toList());
  }

  private static final int SHOWN = 12;

  /** The first of them. */
  List<Missing> shownMissing() {
    return missing.subList(0, Math.min(SHOWN, missing.size()));
  }

  /** The latest of them. */
  List<Change> shownChanges() {
    return changes.subList(0, Math.min(SHOWN, changes.size()));
  }

  private static String inForce(Books books, List<OrderView> binding) {
    if (books.snapshot().history().isEmpty()) {
      return "Nobody can say: no charter could be read.";
    }
    if (books.snapshot().logTime().isEmpty()) {
      return "Nobody can say: no witness vouches for the time of this log, so nothing in it is in"
          + " force.";
    }
    if (binding.isEmpty()) {
      return "No. No order restrains anybody.";
    }
    return binding.size() == 1
        ? "Yes. " + binding.getFirst().title() + "."
        : "Yes. " + capital(Names.number(binding.size())) + " orders are in force.";
  }

  private static String kept(List<OrderView> binding, List<Keeping> keeping) {
    if (binding.isEmpty()) {
      return "There is nothing to keep.";
    }
    if (keeping.isEmpty()) {
      return "It binds no site that is known here.";
    }
    List<String> counts = new ArrayList<>();
    for (Standing standing : Standing.values()) {
      long count = keeping.stream().filter(one -> one.standing() == standing).count();
      if (count > 0) {
        counts.add(Names.number(count) + " " + spoken(standing));
      }
    }
    String sites = Names.number(keeping.size()) + (keeping.size() == 1 ? " site" : " sites");
    return "Of " + sites + " that it binds: " + Names.list(counts) + ".";
  }

  private static String spoken(Standing standing) {
    return switch (standing) {
      case UPHELD -> "seen to keep it";
      case UNDECIDED -> "undecided";
      case MISSING -> "undecided for want of what is due";
      case REFUTED -> "refuted";
    };
  }

  static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
