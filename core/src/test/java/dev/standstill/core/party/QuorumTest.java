package dev.standstill.core.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Quorums against a second, slower reading of what they say. */
class QuorumTest {

  static LongStream seeds() {
    Long one = Long.getLong("seed");
    return one == null ? LongStream.range(0, Long.getLong("seeds", 200)) : LongStream.of(one);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everySubsetOfUpToSevenPartiesDecidesExactlyWhenTheCountsSay(long seed) {
    Random random = new Random(seed);
    int parties = 1 + random.nextInt(7);
    Quorum quorum = random(random, ids(parties), 3);
    int fewest = Integer.MAX_VALUE;
    int blocking = Integer.MAX_VALUE;
    for (int mask = 0; mask < 1 << parties; mask++) {
      Set<PartyId> voices = subset(mask, parties);
      boolean decides = count(quorum, voices) == 1;
      assertThat(quorum.satisfiedBy(voices)).as("%s by %s", quorum, voices).isEqualTo(decides);
      if (decides) {
        fewest = Math.min(fewest, voices.size());
      } else {
        blocking = Math.min(blocking, parties - voices.size());
      }
      for (int more = 0; more < parties; more++) {
        Set<PartyId> larger = subset(mask | (1 << more), parties);
        assertThat(decides && !quorum.satisfiedBy(larger)).as("a voice undid it").isFalse();
      }
    }
    assertThat(quorum.parties()).isEqualTo(new HashSet<>(ids(parties)));
    assertThat(quorum.fewestToDecide()).isEqualTo(fewest);
    assertThat(quorum.fewestToBlock()).isEqualTo(blocking);
    assertThat(quorum.satisfiedBy(Set.of(new PartyId("stranger")))).isFalse();
  }

  @Test
  void aPartyStandsInAQuorumOnce() {
    Quorum one = new Quorum.Member(ids(1).getFirst());
    assertThatThrownBy(() -> Quorum.any(List.of(one, one)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stands twice");
    assertThatThrownBy(() -> Quorum.any(List.of(one, Quorum.all(List.of(one)))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Quorum.AtLeast(2, List.of(one)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Quorum.AtLeast(0, List.of(one)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Quorum.all(List.of())).isInstanceOf(IllegalArgumentException.class);
    Quorum deep = one;
    for (int i = 0; i < Quorum.DEPTH_MAX; i++) {
      deep = Quorum.all(List.of(deep));
    }
    Quorum deepest = deep;
    assertThatThrownBy(() -> Quorum.all(List.of(deepest)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<PartyId> ids(int parties) {
    List<PartyId> ids = new ArrayList<>();
    for (int i = 0; i < parties; i++) {
      ids.add(new PartyId("p" + i));
    }
    return ids;
  }

  private static Set<PartyId> subset(int mask, int parties) {
    Set<PartyId> subset = new HashSet<>();
    for (int i = 0; i < parties; i++) {
      if (((mask >> i) & 1) == 1) {
        subset.add(new PartyId("p" + i));
      }
    }
    return subset;
  }

  /** All parties, split at random into members that are quorums themselves. */
  private static Quorum random(Random random, List<PartyId> parties, int depth) {
    if (parties.size() == 1 && (depth == 0 || random.nextBoolean())) {
      return new Quorum.Member(parties.getFirst());
    }
    List<Quorum> members = new ArrayList<>();
    int from = 0;
    while (from < parties.size()) {
      int to = depth <= 1 ? from + 1 : from + 1 + random.nextInt(parties.size() - from);
      members.add(random(random, parties.subList(from, to), depth - 1));
      from = to;
    }
    return new Quorum.AtLeast(1 + random.nextInt(members.size()), members);
  }

  /** 1 if it decides, else 0: written without looking at the other. */
  private static int count(Quorum quorum, Set<PartyId> voices) {
    if (quorum instanceof Quorum.Member member) {
      return voices.contains(member.party()) ? 1 : 0;
    }
    Quorum.AtLeast group = (Quorum.AtLeast) quorum;
    int sum = 0;
    for (Quorum member : group.members()) {
      sum += count(member, voices);
    }
    return sum >= group.threshold() ? 1 : 0;
  }
}
