package dev.standstill.evidence;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.WitnessGroup;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.wire.PartyKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A log's quorum policy as its charter sees it: which party runs which witness.
 *
 * <p>Nobody states that, so names tell: the part of a witness's key name before its first slash is
 * the name of a party, or begins the name of one of the party's own keys. {@code aurora/witness}
 * and {@code aurora.example/witness} are party {@code aurora}'s if it is called so, or if it signs
 * with a key such as {@code aurora.example/operator}. A witness that fits no party, or two, is
 * nobody's.
 */
public final class PolicyWitnesses {

  private PolicyWitnesses() {}

  /** The witnesses that a policy counts on. */
  public static WitnessGroup of(QuorumPolicy policy, Charter charter) {
    Map<String, WitnessGroup> known = new HashMap<>();
    policy
        .witnesses()
        .forEach((name, key) ->
            known.put(name, new WitnessGroup.Witness(name, owner(key.name(), charter))));
    // A group only refers to earlier names.
    policy
        .groups()
        .forEach((name, group) ->
            known.put(
                name,
                new WitnessGroup.AtLeast(
                    group.threshold(), group.members().stream().map(known::get).toList())));
    return policy.quorum().map(known::get).orElseGet(() -> new WitnessGroup.AtLeast(0, List.of()));
  }

  private static Optional<PartyId> owner(String keyName, Charter charter) {
    String head = head(keyName);
    Set<PartyId> owners = new TreeSet<>();
    for (Party party : charter.parties()) {
      boolean named = party.id().name().equals(head);
      boolean signs =
          party.verifierKeys().stream()
              .map(text -> head(PartyKey.parse(text).name()))
              .anyMatch(head::equals);
      if (named || signs) {
        owners.add(party.id());
      }
    }
    return owners.size() == 1 ? Optional.of(owners.iterator().next()) : Optional.empty();
  }

  private static String head(String keyName) {
    int slash = keyName.indexOf('/');
    return slash < 0 ? keyName : keyName.substring(0, slash);
  }
}
