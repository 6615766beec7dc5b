package dev.standstill.core.order;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * As much of the docket as orders rest on: which rulings stand and which appeals were made. What
 * they say, and why, stays with the docket. It is asked once for every order of the log, so it is
 * kept by what it is asked for.
 *
 * @param rulings those that a quorum made and nothing is wrong with, by their place
 * @param appeals all that were made, by their id
 */
public record Proceedings(Map<Citation, Ruled> rulings, Map<Digest, List<Appealed>> appeals) {

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
    rulings = Map.copyOf(rulings);
    appeals = Map.copyOf(appeals);
  }

  /** As they were made. */
  public Proceedings(List<Ruled> rulings, List<Appealed> appeals) {
    this(
        rulings.stream()
            .collect(Collectors.toMap(Ruled::ruling, ruled -> ruled, (first, _) -> first)),
        appeals.stream().collect(Collectors.groupingBy(made -> made.appeal().id())));
  }

  /** The ruling that is cited, if it stood before this place in the log. */
  Optional<Ruled> ruling(Citation citation, long before) {
    return Optional.ofNullable(rulings.get(citation)).filter(_ -> citation.logIndex() < before);
  }

  /** The first appeal of this name against the order, before this place in the log. */
  Optional<Appealed> appeal(Digest id, Digest order, long before) {
    return appeals.getOrDefault(id, List.of()).stream()
        .filter(made -> made.order().equals(order))
        .filter(made -> made.appeal().logIndex() < before)
        .findFirst();
  }
}
