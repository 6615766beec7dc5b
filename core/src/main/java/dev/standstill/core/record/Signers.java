package dev.standstill.core.record;

import dev.standstill.core.party.PartyId;
import java.util.HashSet;
import java.util.Set;

/**
 * The parties whose signatures one envelope carries. A party is there once, however many of its
 * keys signed.
 *
 * @param parties every party with a key that verified and was its key at that place in the log
 * @param doubted those of them all of whose keys were later declared compromised from there or
 *     earlier on. They count for what restricts and not for what permits: neither a thief nor who
 *     cries theft may end a pause
 */
public record Signers(Set<PartyId> parties, Set<PartyId> doubted) {

  public Signers {
    parties = Set.copyOf(parties);
    doubted = Set.copyOf(doubted);
    if (!parties.containsAll(doubted)) {
      throw new IllegalArgumentException("only a signer can be doubted: " + doubted);
    }
  }

  /** Signers whose keys nobody doubts. */
  public static Signers of(PartyId... parties) {
    return new Signers(Set.of(parties), Set.of());
  }

  /** The signers that nobody doubts. */
  public Set<PartyId> undoubted() {
    if (doubted.isEmpty()) {
      return parties;
    }
    Set<PartyId> rest = new HashSet<>(parties);
    rest.removeAll(doubted);
    return rest;
  }
}
