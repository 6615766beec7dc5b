package dev.standstill.wire;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** Keys of every kind for tests. */
final class PartyKeys {
  private PartyKeys() {}

  static PartySigner make(String name, KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case ED25519 -> Samples.key(name, 40 + name.length());
      case ES256 -> onCurve(name, "secp256r1");
      case ES384 -> onCurve(name, "secp384r1");
    };
  }

  static PartySigner onCurve(String name, String curve) {
    KeyPair pair = pair(curve);
    return PartySigner.of(PartyKey.of(name, pair.getPublic()), pair.getPrivate());
  }

  static KeyPair pair(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
