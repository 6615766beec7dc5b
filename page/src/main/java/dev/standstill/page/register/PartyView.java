package dev.standstill.page.register;

import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.page.ConclusionGroup;
import dev.standstill.page.Standing;
import dev.standstill.page.register.WorldView.Change;
import dev.standstill.page.register.WorldView.PartyLine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One party.
 *
 * @param line the party at a glance
 * @param keys the texts of its keys
 * @param sites its sites
 * @param groups what was concluded about the party as a whole
 * @param statements what it said last
 */
record PartyView(
    PartyLine line,
    List<String> keys,
    List<SiteLine> sites,
    List<ConclusionGroup> groups,
    List<Change> statements) {

  private static final int STATEMENTS_SHOWN = 20;

  static List<PartyLine> lines(Books books, List<SiteLine> sites) {
    Map<PartyId, List<SiteLine>> bySite =
        sites.stream().collect(Collectors.groupingBy(line -> line.site().party()));
    return books.parties().stream()
        .map(party -> line(party, books, bySite.getOrDefault(party, List.of())))
        .toList();
  }

  private static PartyLine line(PartyId party, Books books, List<SiteLine> own) {
    // Without a site there is nothing to conclude from, so nothing is upheld.
    Standing gravest =
        own.stream().map(SiteLine::standing).reduce(Standing::graver).orElse(Standing.UNDECIDED);
    String roles =
        books
            .party(party)
            .map(known ->
                known.roles().stream()
                    .sorted()
                    .map(OrderWords::spoken)
                    .collect(Collectors.joining(", ")))
            .orElse("no party of the charter");
    return new PartyLine(party, gravest, own.size(), roles);
  }

  static Optional<PartyView> of(String name, Books books, List<SiteLine> sites, Links links) {
    return books.parties().stream()
        .filter(party -> party.name().equals(name))
        .findFirst()
        .map(party -> make(party, books, sites, links));
  }

  private static PartyView make(PartyId party, Books books, List<SiteLine> sites, Links links) {
    List<SiteLine> own = sites.stream().filter(line -> line.site().party().equals(party)).toList();
    List<Conclusion> whole =
        books.snapshot().evaluation().conclusions().stream()
            .filter(c -> c.subject().party().filter(party::equals).isPresent())
            .filter(c -> c.subject().site().isEmpty())
            .toList();
    return new PartyView(
        line(party, books, own),
        books.party(party).map(Party::verifierKeys).orElse(List.of()),
        own,
        ConclusionGroup.all(whole),
        books.statements().reversed().stream()
            .filter(fact -> fact.author().equals(party))
            .limit(STATEMENTS_SHOWN)
            .map(fact -> LogView.change(fact, links))
            .toList());
  }
}
