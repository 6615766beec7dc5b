package dev.standstill.simulation;

import dev.standstill.core.party.PartyId;
import dev.standstill.evidence.SourceLog;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.SignatureAlgorithm;
import dev.standstill.log.note.SigningKey;
import dev.standstill.wire.PartySigner;
import java.time.Instant;
import java.util.List;

/** The keys of a world. They follow from its seed, so they are worth nothing anywhere else. */
final class WorldKeys {
  private final long seed;

  WorldKeys(World world) {
    this.seed = world.seed();
  }

  SourceLog log() {
    String origin = "standstill-simulation.example/log";
    byte[] seed = Draws.bytes(this.seed, "post-quantum key " + origin);
    SigningKey postQuantum = SigningKey.fromSeed(origin, SignatureAlgorithm.ML_DSA_44, seed);
    return SourceLog.unwitnessed(CheckpointSigner.of(key(origin), postQuantum));
  }

  /** A log whose checkpoints a witness of each party cosigns. */
  WorldWitnesses witnesses(List<PartyId> parties, Instant now) {
    return new WorldWitnesses(
        key("standstill-simulation.example/witnessed-log"),
        parties.stream()
            .map(party -> key("standstill-simulation.example/" + party + "/witness"))
            .toList(),
        now);
  }

  PartySigner party(PartyId party) {
    return PartySigner.of(key("standstill-simulation.example/" + party));
  }

  private SigningKey key(String name) {
    return SigningKey.fromSeed(name, Draws.bytes(seed, "key " + name));
  }
}
