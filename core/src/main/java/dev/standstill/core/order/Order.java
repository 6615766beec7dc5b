package dev.standstill.core.order;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a quorum of the parties commands.
 *
 * @param measure what it commands
 * @param proposer who put it forward; it counts but never suffices
 * @param excluded whom the case is about: they do not count. All whom a restriction singles out,
 *     and all whom the ruling and the changed order exclude, must be here
 * @param recused who stepped aside in the case: they do not count either
 * @param ruling the ruling it carries out, if there is one
 * @param condition who else must adopt it; only for a restriction
 * @param reason why, in one line
 */
public record Order(
    Measure measure,
    PartyId proposer,
    Set<PartyId> excluded,
    Set<PartyId> recused,
    Optional<Citation> ruling,
    Optional<AdoptionCondition> condition,
    String reason)
    implements StatementBody {

  public Order {
    excluded = Collections.unmodifiableSet(new TreeSet<>(excluded));
    recused = Collections.unmodifiableSet(new TreeSet<>(recused));
    if (reason.isBlank()) {
      throw new IllegalArgumentException("an order gives a reason");
    }
    if (condition.isPresent() && !(measure instanceof Measure.Restriction)) {
      throw new IllegalArgumentException("only a slow or a pause can be conditional");
    }
    if (!Collections.disjoint(excluded, recused)) {
      throw new IllegalArgumentException("a party is excluded or recused, not both");
    }
    for (PartyId party :
        measure
            .restriction()
            .map(binding -> binding.scope().subjects().singledOut())
            .orElse(Set.of())) {
      if (!excluded.contains(party)) {
        throw new IllegalArgumentException(
            "party " + party + " is singled out, so it must be listed as excluded");
      }
    }
  }

  @Override
  public StatementKind kind() {
    return StatementKind.ORDER;
  }
}
