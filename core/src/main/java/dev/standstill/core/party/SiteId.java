package dev.standstill.core.party;

/**
 * A site of a party. Names are unique only within the party, so both are the identity.
 *
 * @param party who answers for the site
 * @param name 1 to 63 of {@code a-z 0-9 -}
 */
public record SiteId(PartyId party, String name) implements Comparable<SiteId> {

  public SiteId {
    if (!PartyId.NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a site's name is 1 to 63 of a-z, 0-9 and '-': " + name);
    }
  }

  @Override
  public int compareTo(SiteId other) {
    int byParty = party.compareTo(other.party);
    return byParty != 0 ? byParty : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return party + "/" + name;
  }
}
