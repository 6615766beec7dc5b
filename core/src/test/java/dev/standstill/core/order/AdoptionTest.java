package dev.standstill.core.order;

import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.SampleGovernance.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.SampleGovernance;
import dev.standstill.core.SampleLog;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.Signers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every subset of signers of every quorum, and every order of arrival: in force exactly when the
 * rule says. The rule is written here a second time, on bits.
 */
class AdoptionTest {
  private static final Moment NOW = Moment.of(START.plus(DAY));

  /** A quorum with the same as a function of bits. */
  private record Counted(Quorum quorum, IntPredicate decides) {}

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7})
  void everySubsetOfEveryFlatQuorumWithEveryProposerAndEveryPartyWithoutVoice(int parties) {
    int checked = 0;
    for (int threshold = 1; threshold <= parties; threshold++) {
      int k = threshold;
      Counted flat =
          new Counted(
              Quorum.of(threshold, ids(parties).toArray(PartyId[]::new)),
              voices -> Integer.bitCount(voices) >= k);
      checked += check(parties, flat);
    }
    assertThat(checked).isEqualTo(parties * (1 << parties) * parties * (2 * parties + 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7})
  void everySubsetOfNestedQuorums(int parties) {
    // The first party and half of the rest, or all but one of the rest.
    List<Quorum> rest =
        ids(parties).subList(1, parties).stream().<Quorum>map(Quorum.Member::new).toList();
    int half = (parties - 1) / 2;
    int others = (1 << parties) - 2;
    Quorum first = new Quorum.Member(ids(parties).getFirst());
    Quorum halfOfRest = new Quorum.AtLeast(half, rest);
    check(
        parties,
        new Counted(
            Quorum.all(List.of(first, halfOfRest)),
            voices -> (voices & 1) == 1 && Integer.bitCount(voices & others) >= half));
    check(
        parties,
        new Counted(
            Quorum.any(List.of(first, halfOfRest)),
            voices -> (voices & 1) == 1 || Integer.bitCount(voices & others) >= half));
    Quorum pair = Quorum.all(rest.subList(0, 2));
    check(
        parties,
        new Counted(
            Quorum.any(List.of(first, pair)), voices -> (voices & 1) == 1 || (voices & 6) == 6));
  }

  /** Nobody, every single party excluded, every single party recused. */
  private static int check(int parties, Counted counted) {
    int checked = 0;
    SampleLog log =
        new SampleLog(
            SampleGovernance.charter(fields -> {
              fields.parties = ids(parties);
              fields.sources = ids(parties).subList(0, Math.min(3, parties));
              fields.quorum = counted.quorum();
            }));
    List<Boolean> expected = new ArrayList<>();
    List<Digest> orders = new ArrayList<>();
    for (int proposer = 0; proposer < parties; proposer++) {
      for (int silent = 0; silent <= 2 * parties; silent++) {
        int excluded = silent < parties ? 1 << silent : 0;
        int recused = silent >= parties && silent < 2 * parties ? 1 << (silent - parties) : 0;
        for (int signers = 0; signers < 1 << parties; signers++) {
          checked++;
          if (signers == 0) {
            continue;
          }
          int voices = signers & ~excluded & ~recused;
          boolean proposed = ((signers >> proposer) & 1) == 1;
          boolean another = (voices & ~(1 << proposer)) != 0;
          expected.add(proposed && another && counted.decides().test(voices));
          orders.add(
              log.say(
                      order(proposer, excluded, recused, parties, checked),
                      InclusionTime.at(START),
                      new Signers(subset(signers, parties), Set.of()))
                  .id());
        }
      }
    }
    OrderState state = log.state();
    Set<Digest> binding = new HashSet<>();
    state.at(NOW).all().forEach(obligation -> binding.add(obligation.order()));
    for (int i = 0; i < orders.size(); i++) {
      assertThat(binding.contains(orders.get(i)))
          .as("%s by %s", state.order(orders.get(i)), log.facts().get(i).signers())
          .isEqualTo(expected.get(i));
    }
    assertThat(expected).contains(false);
    return checked;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void everyOrderOfArrivalOfEveryEnvelope(int parties) {
    int all = 1 << parties;
    int rounds = parties == 4 ? 2 : 3;
    int[] arrivals = new int[rounds];
    int sequences = 1;
    for (int i = 0; i < rounds; i++) {
      sequences *= all - 1;
    }
    for (int sequence = 0; sequence < sequences; sequence++) {
      int rest = sequence;
      for (int i = 0; i < rounds; i++) {
        arrivals[i] = 1 + rest % (all - 1);
        rest /= all - 1;
      }
      SampleLog log =
          new SampleLog(
              SampleGovernance.charter(fields -> {
                fields.parties = ids(parties);
                fields.quorum = Quorum.of(2, ids(parties).toArray(PartyId[]::new));
                fields.sources = ids(parties).subList(0, 2);
              }));
      Order order = order(0, 0, 0, parties, 0);
      Optional<Integer> first = Optional.empty();
      for (int i = 0; i < rounds; i++) {
        Digest id =
            log.say(
                    order,
                    InclusionTime.at(START),
                    new Signers(subset(arrivals[i], parties), Set.of()))
                .id();
        boolean carries = (arrivals[i] & 1) == 1 && Integer.bitCount(arrivals[i]) >= 2;
        first = carries && first.isEmpty() ? Optional.of(i) : first;
        OrderLife life = log.state().life(id, NOW).orElseThrow();
        if (first.isEmpty()) {
          assertThat(life).isInstanceOf(OrderLife.Proposed.class);
        } else {
          // The place of the first inclusion that carried it, whatever came before or after.
          assertThat(life).isEqualTo(new OrderLife.InForce(100L + first.get(), Set.of(), false));
        }
      }
    }
  }

  private static Order order(int proposer, int excluded, int recused, int parties, int number) {
    return new Order(
        new Measure.Slow(
            SampleLog.scope(new Subjects.Everyone()),
            Flop.of(Integer.toString(number)),
            SampleLog.terms(Set.of())),
        ids(parties).get(proposer),
        subset(excluded, parties),
        subset(recused, parties),
        Optional.empty(),
        Optional.empty(),
        "number " + number);
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
}
