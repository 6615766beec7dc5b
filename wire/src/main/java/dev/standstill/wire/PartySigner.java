package dev.standstill.wire;

import dev.standstill.log.note.SigningKey;
import java.security.PrivateKey;

/** Whoever can sign as one key of a party: with a secret at hand, or through a token. */
public interface PartySigner {

  /** The key that its signatures are checked with. */
  PartyKey key();

  /** The bare signature over the message. */
  byte[] sign(byte[] message);

  /**
   * Signs with an Ed25519 key of the log's kind.
   *
   * @throws IllegalArgumentException if the key signs checkpoints only
   */
  static PartySigner of(SigningKey secret) {
    return new SeedSigner(PartyKey.of(secret.verifierKey()), secret);
  }

  /**
   * Signs with a key of Java's; the key may live in a token and never show itself.
   *
   * @param key the public key
   * @param secret its private key
   */
  static PartySigner of(PartyKey key, PrivateKey secret) {
    return new JcaSigner(key, secret);
  }
}
