package dev.standstill.simulation;

import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.Clocks;
import dev.standstill.core.charter.Freshness;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.charter.Validity;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.record.Digest;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the parties of a paused world agreed on: as ever, and that two of three decide. */
final class PausedCharter {
  private static final Duration DAY = Duration.ofDays(1);

  private PausedCharter() {}

  static Charter of(World world, WorldKeys keys, Digest policy) {
    Charter simple = WorldCharter.of(world, keys);
    return new Charter(
        simple.name(),
        simple.version(),
        simple.parties(),
        policy,
        simple.standingLimit(),
        simple.significantCompute(),
        simple.calendar(),
        simple.testLevels(),
        simple.maximumUncovered(),
        Optional.of(governance(world.parties())));
  }

  private static Governance governance(List<PartyId> parties) {
    Map<Action, Quorum> quorums = new EnumMap<>(Action.class);
    for (Action action : Action.values()) {
      quorums.put(action, Quorum.of(2, parties.toArray(PartyId[]::new)));
    }
    return new Governance(
        Validity.UNLIMITED,
        quorums,
        0,
        clocks(),
        freshness(parties),
        Set.of(),
        Set.of(),
        Optional.empty(),
        Set.of(),
        List.of());
  }

  private static Clocks clocks() {
    return new Clocks(
        PausedWorld.GRACE,
        DAY.multipliedBy(2),
        DAY,
        DAY.multipliedBy(90),
        DAY.multipliedBy(10),
        DAY.multipliedBy(14),
        DAY.multipliedBy(28),
        DAY.multipliedBy(30),
        DAY.multipliedBy(90));
  }

  private static Freshness freshness(List<PartyId> parties) {
    return new Freshness(
        DAY,
        DAY.multipliedBy(2),
        parties.stream()
            .map(party -> new Freshness.Source("https://log." + party + ".example/", party))
            .toList());
  }
}
