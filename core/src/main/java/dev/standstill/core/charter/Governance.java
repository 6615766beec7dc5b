package dev.standstill.core.charter;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.quantity.Flop;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who decides what, and by when: the part of a charter that orders and rulings rest on.
 *
 * @param validity from when to when this version holds
 * @param quorums whose voices decide, for every action
 * @param recusalsMax how many parties may step aside in one case
 * @param clocks the delays
 * @param freshness how recent a view of the log must be
 * @param triggers names of the conditions that ask for an order
 * @param liftConditions names of the conditions that an order may make its end depend on
 * @param stepDownFlopPerDay the cap that an unreviewed pause becomes; if empty it stays a pause.
 *     There is no way to write "no limit"
 * @param protectedTerms what no later version may change
 * @param compromisedKeys keys that others may have used, and from where on
 * @param permits what needs a permit, and how one comes about; without it nobody can be permitted
 *     anything
 */
public record Governance(
    Validity validity,
    Map<Action, Quorum> quorums,
    int recusalsMax,
    Clocks clocks,
    Freshness freshness,
    Set<String> triggers,
    Set<String> liftConditions,
    Optional<Flop> stepDownFlopPerDay,
    Set<ProtectedTerm> protectedTerms,
    List<CompromisedKey> compromisedKeys,
    Optional<PermitRules> permits) {

  public Governance {
    quorums = Collections.unmodifiableMap(new EnumMap<>(quorums));
    triggers = names(triggers);
    liftConditions = names(liftConditions);
    protectedTerms = Set.copyOf(protectedTerms);
    compromisedKeys = List.copyOf(compromisedKeys);
    for (Action action : Action.values()) {
      if (!quorums.containsKey(action)) {
        throw new IllegalArgumentException("no quorum for " + action);
      }
    }
    if (recusalsMax < 0) {
      throw new IllegalArgumentException("recusals are counted from 0: " + recusalsMax);
    }
    Set<String> keys = new HashSet<>();
    for (CompromisedKey key : compromisedKeys) {
      if (!keys.add(key.publicKey())) {
        throw new IllegalArgumentException("a key is compromised once: " + key.verifierKey());
      }
    }
  }

  /** One under which nothing is permitted to anybody. */
  public Governance(
      Validity validity,
      Map<Action, Quorum> quorums,
      int recusalsMax,
      Clocks clocks,
      Freshness freshness,
      Set<String> triggers,
      Set<String> liftConditions,
      Optional<Flop> stepDownFlopPerDay,
      Set<ProtectedTerm> protectedTerms,
      List<CompromisedKey> compromisedKeys) {
    this(
        validity,
        quorums,
        recusalsMax,
        clocks,
        freshness,
        triggers,
        liftConditions,
        stepDownFlopPerDay,
        protectedTerms,
        compromisedKeys,
        Optional.empty());
  }

  /** The quorum for an action. */
  public Quorum quorum(Action action) {
    Quorum quorum = quorums.get(action);
    if (quorum == null) {
      throw new IllegalStateException("the constructor demands a quorum for " + action);
    }
    return quorum;
  }

  /**
   * Whether these signers decide. One party is one voice, a proposer counts but never suffices, and
   * whoever may not count does not.
   *
   * @param action what is decided
   * @param proposer who put it forward; it must have signed, so nobody can propose in another's
   *     name
   * @param signers every party that signed
   * @param silent whom the case is about, and who stepped aside
   */
  public boolean decided(
      Action action, PartyId proposer, Set<PartyId> signers, Set<PartyId> silent) {
    return decided(quorum(action), proposer, signers, silent);
  }

  /** The same, by a quorum that is no action's. */
  public static boolean decided(
      Quorum quorum, PartyId proposer, Set<PartyId> signers, Set<PartyId> silent) {
    Set<PartyId> voices = new HashSet<>(signers);
    voices.removeAll(silent);
    boolean another = voices.size() > 1 || (voices.size() == 1 && !voices.contains(proposer));
    return signers.contains(proposer) && another && quorum.satisfiedBy(voices);
  }

  /** Every party that is named anywhere in it. */
  Set<PartyId> parties() {
    Set<PartyId> parties = new TreeSet<>();
    quorums.values().forEach(quorum -> parties.addAll(quorum.parties()));
    permits
        .flatMap(PermitRules::breakGlass)
        .ifPresent(rules -> parties.addAll(rules.quorum().parties()));
    freshness.sources().forEach(source -> parties.add(source.party()));
    return parties;
  }

  private static Set<String> names(Set<String> names) {
    if (names.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a condition has a name");
    }
    return Collections.unmodifiableSet(new TreeSet<>(names));
  }
}
