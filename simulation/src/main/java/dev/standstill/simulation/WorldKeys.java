package dev.standstill.simulation;

import dev.standstill.core.party.PartyId;
import dev.standstill.log.note.SigningKey;

/** The keys of a world. They follow from its seed, so they are worth nothing anywhere else. */
final class WorldKeys {
  private final long seed;

  WorldKeys(World world) {
    this.seed = world.seed();
  }

  SigningKey log() {
    return key("standstill-simulation.example/log");
  }

  SigningKey party(PartyId party) {
    return key("standstill-simulation.example/" + party);
  }

  private SigningKey key(String name) {
    return SigningKey.fromSeed(name, Draws.bytes(seed, "key " + name));
  }
}
