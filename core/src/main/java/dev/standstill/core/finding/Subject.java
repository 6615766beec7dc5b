package dev.standstill.core.finding;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.site.AreaId;
import java.util.Optional;

/**
 * What a conclusion or finding is about. The narrowest part that is present is the subject.
 *
 * @param party which party
 * @param site which of its sites, by name
 * @param area which area of the site
 * @param source the origin of the log the bytes came from, for {@link Claim#INTEGRITY}
 */
public record Subject(
    Optional<PartyId> party,
    Optional<String> site,
    Optional<AreaId> area,
    Optional<String> source) {

  public static Subject ofSource(String origin) {
    return new Subject(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(origin));
  }

  public static Subject ofParty(PartyId party) {
    return new Subject(Optional.of(party), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static Subject ofSite(SiteId site) {
    return new Subject(
        Optional.of(site.party()), Optional.of(site.name()), Optional.empty(), Optional.empty());
  }

  public static Subject ofArea(SiteId site, AreaId area) {
    return new Subject(
        Optional.of(site.party()), Optional.of(site.name()), Optional.of(area), Optional.empty());
  }

  /** Nothing could be read that says whom the statements were about. */
  public static Subject unknown() {
    return new Subject(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
