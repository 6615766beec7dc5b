package dev.standstill.core.finding;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.Digest;
import dev.standstill.core.site.AreaId;
import java.util.Optional;

/**
 * What a conclusion or finding is about. The narrowest part that is present is the subject.
 *
 * @param party which party
 * @param site which of its sites, by name
 * @param area which area of the site
 * @param source the origin of the log the bytes came from, for {@link Claim#INTEGRITY}
 * @param order which order, for {@link Claim#ORDER_KEPT}: by whom is said beside it, or by all whom
 *     it binds
 */
public record Subject(
    Optional<PartyId> party,
    Optional<String> site,
    Optional<AreaId> area,
    Optional<String> source,
    Optional<Digest> order) {

  private static final Subject UNKNOWN =
      new Subject(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public static Subject ofSource(String origin) {
    return new Subject(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(origin),
        Optional.empty());
  }

  public static Subject ofParty(PartyId party) {
    return new Subject(
        Optional.of(party), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static Subject ofSite(SiteId site) {
    return new Subject(
        Optional.of(site.party()),
        Optional.of(site.name()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static Subject ofArea(SiteId site, AreaId area) {
    return new Subject(
        Optional.of(site.party()),
        Optional.of(site.name()),
        Optional.of(area),
        Optional.empty(),
        Optional.empty());
  }

  /** Nothing could be read that says whom the statements were about. */
  public static Subject unknown() {
    return UNKNOWN;
  }

  /** The same, under an order. */
  public Subject under(Digest id) {
    return new Subject(party, site, area, source, Optional.of(id));
  }
}
