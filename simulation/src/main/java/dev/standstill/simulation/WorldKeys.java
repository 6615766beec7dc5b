package dev.standstill.simulation;

import dev.standstill.core.party.PartyId;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.SignatureAlgorithm;
import dev.standstill.log.note.SigningKey;

/** The keys of a world. They follow from its seed, so they are worth nothing anywhere else. */
final class WorldKeys {
  private final long seed;

  WorldKeys(World world) {
    this.seed = world.seed();
  }

  CheckpointSigner log() {
    String origin = "standstill-simulation.example/log";
    byte[] seed = Draws.bytes(this.seed, "post-quantum key " + origin);
    return CheckpointSigner.of(
        key(origin), SigningKey.fromSeed(origin, SignatureAlgorithm.ML_DSA_44, seed));
  }

  SigningKey party(PartyId party) {
    return key("standstill-simulation.example/" + party);
  }

  private SigningKey key(String name) {
    return SigningKey.fromSeed(name, Draws.bytes(seed, "key " + name));
  }
}
