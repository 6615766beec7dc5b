package dev.standstill.core.charter;

import dev.standstill.core.party.PartyId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** As much of the log's quorum policy as a charter must know: whose witnesses it counts on. */
public sealed interface WitnessGroup {

  /**
   * One witness.
   *
   * @param name what the policy calls it
   * @param party who runs it; empty if nobody has said
   */
  record Witness(String name, Optional<PartyId> party) implements WitnessGroup {}

  /** So many of these; none of none asks for no witness. */
  record AtLeast(int threshold, List<WitnessGroup> members) implements WitnessGroup {

    public AtLeast {
      members = List.copyOf(members);
      if (threshold < 0 || threshold > members.size()) {
        throw new IllegalArgumentException("a group needs none to all of its members");
      }
    }
  }

  /** Whether the witnesses that are chosen satisfy it. */
  default boolean satisfiedBy(Predicate<Witness> chosen) {
    return switch (this) {
      case Witness witness -> chosen.test(witness);
      case AtLeast(int threshold, List<WitnessGroup> members) ->
          members.stream().filter(member -> member.satisfiedBy(chosen)).count() >= threshold;
    };
  }

  /** Every witness it counts on; one named in two groups is there twice. */
  default List<Witness> witnesses() {
    return switch (this) {
      case Witness witness -> List.of(witness);
      case AtLeast(int threshold, List<WitnessGroup> members) ->
          members.stream().flatMap(member -> member.witnesses().stream()).toList();
    };
  }
}
