package dev.standstill.cli;

import dev.standstill.log.note.SignatureAlgorithm;
import dev.standstill.log.note.SigningKey;
import dev.standstill.wire.PartyKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;

/**
 * A key just made, before it is in a file.
 *
 * @param publicText the text of its public key
 * @param privateKeyInfo its secret as PKCS#8
 * @param oneLine its secret as logs and witnesses keep it, if they can use it
 */
@SuppressWarnings("ArrayRecordComponent") // Carried to a file, never compared.
record NewKey(String publicText, byte[] privateKeyInfo, Optional<String> oneLine) {

  /** What a key can be of. */
  enum Type {
    ED25519,
    ES256,
    ES384,
    ML_DSA_44
  }

  static NewKey make(Type type, String name) {
    return switch (type) {
      case ED25519 -> ofLog(name, SignatureAlgorithm.ED25519);
      case ML_DSA_44 -> ofLog(name, SignatureAlgorithm.ML_DSA_44);
      case ES256 -> onCurve(name, "secp256r1");
      case ES384 -> onCurve(name, "secp384r1");
    };
  }

  private static NewKey ofLog(String name, SignatureAlgorithm algorithm) {
    SigningKey key = SigningKey.generate(name, algorithm, new SecureRandom());
    return new NewKey(
        key.verifierKey().toString(), KeyFile.privateKeyInfo(key), Optional.of(key.encoded()));
  }

  private static NewKey onCurve(String name, String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve), new SecureRandom());
      KeyPair pair = generator.generateKeyPair();
      return new NewKey(
          PartyKey.of(name, pair.getPublic()).toString(),
          pair.getPrivate().getEncoded(),
          Optional.empty());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform lacks the curve " + curve, e);
    }
  }

  /** What its file holds. */
  String file(Optional<char[]> password) {
    return password.isEmpty() && oneLine.isPresent()
        ? oneLine.get() + "\n"
        : KeyFile.text(publicText, privateKeyInfo, password);
  }
}
