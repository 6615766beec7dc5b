package dev.standstill.core.party;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose voices together decide: a party, or so many of several quorums. Any of them is one of them,
 * all of them is as many as there are.
 *
 * <p>It is asked about parties, never about keys or signatures: one party is one voice however many
 * keys it signs with. A party stands in a quorum at most once, so no voice weighs twice. More
 * voices never undo a decision.
 */
public sealed interface Quorum {

  /** Deeper nesting is refused: nobody could read it. */
  int DEPTH_MAX = 4;

  /** This party. */
  record Member(PartyId party) implements Quorum {}

  /**
   * So many of these.
   *
   * @param threshold how many of the members must be satisfied, from 1 to all of them
   * @param members with no party in two of them
   */
  record AtLeast(int threshold, List<Quorum> members) implements Quorum {

    public AtLeast {
      members = List.copyOf(members);
      if (threshold < 1 || threshold > members.size()) {
        throw new IllegalArgumentException(
            "a quorum needs 1 to all of its members: " + threshold + " of " + members.size());
      }
      Set<PartyId> seen = new HashSet<>();
      for (Quorum member : members) {
        for (PartyId party : member.parties()) {
          if (!seen.add(party)) {
            throw new IllegalArgumentException("party " + party + " stands twice in a quorum");
          }
        }
      }
      if (members.stream().mapToInt(Quorum::depth).max().orElse(0) >= DEPTH_MAX) {
        throw new IllegalArgumentException("a quorum nests at most " + DEPTH_MAX + " deep");
      }
    }
  }

  /** At least one of these. */
  static Quorum any(List<Quorum> members) {
    return new AtLeast(1, members);
  }

  /** All of these. */
  static Quorum all(List<Quorum> members) {
    return new AtLeast(members.size(), members);
  }

  /** So many of these parties. */
  static Quorum of(int threshold, PartyId... parties) {
    return new AtLeast(threshold, List.of(parties).stream().<Quorum>map(Member::new).toList());
  }

  /** Whether these voices decide. */
  default boolean satisfiedBy(Set<PartyId> voices) {
    return switch (this) {
      case Member(PartyId party) -> voices.contains(party);
      case AtLeast(int threshold, List<Quorum> members) ->
          members.stream().filter(member -> member.satisfiedBy(voices)).limit(threshold).count()
              == threshold;
    };
  }

  /** Everyone who has a voice in it. */
  default Set<PartyId> parties() {
    return switch (this) {
      case Member(PartyId party) -> Set.of(party);
      case AtLeast(int threshold, List<Quorum> members) -> {
        Set<PartyId> parties = new TreeSet<>();
        members.forEach(member -> parties.addAll(member.parties()));
        yield parties;
      }
    };
  }

  /** The fewest parties that can decide. */
  default int fewestToDecide() {
    return switch (this) {
      case Member member -> 1;
      case AtLeast(int threshold, List<Quorum> members) ->
          members.stream().mapToInt(Quorum::fewestToDecide).sorted().limit(threshold).sum();
    };
  }

  /** The fewest parties without whom nobody can decide. */
  default int fewestToBlock() {
    return switch (this) {
      case Member member -> 1;
      case AtLeast(int threshold, List<Quorum> members) ->
          // No party stands in two members, so each is blocked on its own.
          members.stream()
              .mapToInt(Quorum::fewestToBlock)
              .sorted()
              .limit(members.size() - threshold + 1L)
              .sum();
    };
  }

  /** How deep it nests: a party by itself is 0 deep. */
  default int depth() {
    return switch (this) {
      case Member member -> 0;
      case AtLeast(int threshold, List<Quorum> members) ->
          1 + members.stream().mapToInt(Quorum::depth).max().orElse(0);
    };
  }
}
