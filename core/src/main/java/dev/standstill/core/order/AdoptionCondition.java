package dev.standstill.core.order;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.PartsPerMillion;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * "We stop if they do." A restriction with a condition binds once others have adopted it too, and
 * only while they are seen to keep it. A party adopts an order by signing it.
 *
 * @param adopters who must have adopted it
 * @param otherwiseFlopPerDay the cap that remains once they are no longer seen to keep it: a
 *     graduated response; if empty nothing remains
 */
public record AdoptionCondition(Adopters adopters, Optional<Flop> otherwiseFlopPerDay) {

  /** Who must have adopted it. */
  public sealed interface Adopters {

    /** All of these parties. */
    record Named(Set<PartyId> parties) implements Adopters {

      public Named {
        parties = Collections.unmodifiableSet(new TreeSet<>(parties));
        if (parties.isEmpty()) {
          throw new IllegalArgumentException("a condition names at least one party");
        }
      }
    }

    /** Parties that together hold this share of the known compute. */
    record Share(PartsPerMillion ofKnownCompute) implements Adopters {

      public Share {
        if (ofKnownCompute.value() == 0) {
          throw new IllegalArgumentException("a share of nothing is no condition");
        }
      }
    }
  }
}
