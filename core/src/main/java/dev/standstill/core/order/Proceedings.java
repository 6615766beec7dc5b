package dev.standstill.core.order;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * As much of the docket as orders rest on: which rulings stand and which appeals were made. What
 * they say, and why, stays with the docket.
 *
 * @param rulings those that a quorum made and nothing is wrong with
 * @param appeals all that were made
 */
public record Proceedings(List<Ruled> rulings, List<Appealed> appeals) {

  /** Nobody ruled, nobody appealed. */
  public static final Proceedings NONE = new Proceedings(List.of(), List.of());

  /**
   * A ruling that stands.
   *
   * @param ruling where it stands
   * @param accused whom the case is about
   * @param recused who stepped aside
   */
  public record Ruled(Citation ruling, Set<PartyId> accused, Set<PartyId> recused) {

    public Ruled {
      accused = Collections.unmodifiableSet(new TreeSet<>(accused));
      recused = Collections.unmodifiableSet(new TreeSet<>(recused));
    }
  }

  /**
   * An appeal that was made.
   *
   * @param appeal where it stands
   * @param order the order it is against
   * @param loggedAt when it was logged
   */
  public record Appealed(Citation appeal, Digest order, InclusionTime loggedAt) {}

  public Proceedings {
    rulings = List.copyOf(rulings);
    appeals = List.copyOf(appeals);
  }

  /** The ruling that is cited, if it stood before this place in the log. */
  Optional<Ruled> ruling(Citation citation, long before) {
    return rulings.stream()
        .filter(ruled -> ruled.ruling().equals(citation) && citation.logIndex() < before)
        .findFirst();
  }

  /** The first appeal of this name against the order, before this place in the log. */
  Optional<Appealed> appeal(Digest id, Digest order, long before) {
    return appeals.stream()
        .filter(made -> made.appeal().id().equals(id) && made.order().equals(order))
        .filter(made -> made.appeal().logIndex() < before)
        .findFirst();
  }
}
