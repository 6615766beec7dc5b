package dev.standstill.wire;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/**
 * Signs with a private key of Java's, by whichever provider can use it.
 *
 * @param key the public key
 * @param secret its private key, perhaps only a handle of one
 */
record JcaSigner(PartyKey key, PrivateKey secret) implements PartySigner {

  @Override
  public byte[] sign(byte[] message) {
    byte[] signature;
    try {
      Signature signing = Signature.getInstance(key.algorithm().signatureName());
      signing.initSign(secret);
      signing.update(message);
      signature = signing.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "the private key of " + key.keyid() + " does not sign: " + e.getMessage(), e);
    }
    // A token may hold another key under this name, and a fault while signing can give a key away.
    if (!key.verifies(message, signature)) {
      throw new IllegalArgumentException("the private key is not the one of " + key.keyid());
    }
    return signature;
  }

  /** Names the public half only. */
  @Override
  public String toString() {
    return "signer of " + key.keyid();
  }
}
