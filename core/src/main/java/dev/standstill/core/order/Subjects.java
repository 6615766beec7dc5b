package dev.standstill.core.order;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Whom an order binds. */
public sealed interface Subjects {

  /** Every site of every party. */
  record Everyone() implements Subjects {}

  /** Every site of these parties. */
  record Parties(Set<PartyId> parties) implements Subjects {

    public Parties {
      parties = Collections.unmodifiableSet(new TreeSet<>(parties));
      requireSome(parties);
    }
  }

  /** These sites. */
  record Sites(Set<SiteId> sites) implements Subjects {

    public Sites {
      sites = Collections.unmodifiableSet(new TreeSet<>(sites));
      requireSome(sites);
    }
  }

  /** Whether it binds this site. */
  default boolean covers(SiteId site) {
    return switch (this) {
      case Everyone everyone -> true;
      case Parties(Set<PartyId> parties) -> parties.contains(site.party());
      case Sites(Set<SiteId> sites) -> sites.contains(site);
    };
  }

  /** Whether it binds whomever the other binds. */
  default boolean coversAll(Subjects other) {
    return switch (other) {
      case Everyone everyone -> this instanceof Everyone;
      case Parties(Set<PartyId> wanted) ->
          switch (this) {
            case Everyone everyone -> true;
            case Parties(Set<PartyId> parties) -> parties.containsAll(wanted);
            // A party may have further sites.
            case Sites sites -> false;
          };
      case Sites(Set<SiteId> wanted) -> wanted.stream().allMatch(this::covers);
    };
  }

  /** The parties that are singled out: none if it binds everyone. */
  default Set<PartyId> singledOut() {
    return switch (this) {
      case Everyone everyone -> Set.of();
      case Parties(Set<PartyId> parties) -> parties;
      case Sites(Set<SiteId> sites) -> {
        Set<PartyId> parties = new TreeSet<>();
        sites.forEach(site -> parties.add(site.party()));
        yield parties;
      }
    };
  }

  private static void requireSome(Set<?> named) {
    if (named.isEmpty()) {
      throw new IllegalArgumentException("an order names at least one subject, or everyone");
    }
  }
}
