package dev.standstill.wire;

import dev.standstill.log.note.SigningKey;

/**
 * Signs with a secret in memory.
 *
 * @param key the public key
 * @param secret the seed it comes from
 */
record SeedSigner(PartyKey key, SigningKey secret) implements PartySigner {

  @Override
  public byte[] sign(byte[] message) {
    return secret.sign(message);
  }

  /** Names the public half only. */
  @Override
  public String toString() {
    return "signer of " + key.keyid();
  }
}
