package dev.standstill.evidence;

import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.Clocks;
import dev.standstill.core.charter.CompromisedKey;
import dev.standstill.core.charter.Freshness;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.charter.Validity;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.party.Role;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.SigningKey;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Versions of the agreement of {@link SampleSource} under which two parties decide together. */
final class SampleCharters {
  static final PartyId NORTH_ID = new PartyId("north");
  static final PartyId SOUTH_ID = new PartyId("south");
  private static final Duration DAY = Duration.ofDays(1);

  private SampleCharters() {}

  static Charter charter(
      int version, SigningKey north, SigningKey south, CompromisedKey... compromised) {
    Charter simple =
        SampleSource.charterOf(
            SourceLog.unwitnessed(CheckpointSigner.of(SampleSource.LOG)).policyDigest());
    Set<Role> roles = Set.of(Role.OPERATOR, Role.ADJUDICATOR);
    Map<Action, Quorum> quorums = new EnumMap<>(Action.class);
    for (Action action : Action.values()) {
      quorums.put(action, Quorum.of(2, NORTH_ID, SOUTH_ID));
    }
    return new Charter(
        simple.name(),
        version,
        List.of(
            new Party(NORTH_ID, roles, List.of(north.verifierKey().toString())),
            new Party(SOUTH_ID, roles, List.of(south.verifierKey().toString()))),
        simple.policyDigest(),
        simple.standingLimit(),
        simple.significantCompute(),
        simple.calendar(),
        simple.testLevels(),
        simple.maximumUncovered(),
        Optional.of(
            new Governance(
                Validity.UNLIMITED,
                quorums,
                0,
                new Clocks(DAY, DAY, DAY, DAY, DAY, DAY, DAY, Duration.ZERO, Duration.ZERO),
                new Freshness(DAY, DAY, List.of()),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Set.of(),
                List.of(compromised))));
  }
}
