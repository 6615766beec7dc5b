package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The algorithms that permit tokens are signed with. The key decides which of them it is, never the
 * token: a header that says another is refused, so "none" and shared secrets have no way in.
 */
enum JwsAlgorithm {
  /** RFC 8037 §3.1: Ed25519. */
  EDDSA("EdDSA", KeyAlgorithm.ED25519),
  /** RFC 7518 §3.4: ECDSA on P-256 with SHA-256. */
  ES256("ES256", KeyAlgorithm.ES256);

  private static final int BYTES = 32;

  private final String name;
  private final KeyAlgorithm key;

  JwsAlgorithm(String name, KeyAlgorithm key) {
    this.name = name;
    this.key = key;
  }

  /** As the header names it. */
  String headerName() {
    return name;
  }

  /**
   * The one algorithm of a key.
   *
   * @throws IllegalArgumentException if tokens are not signed with such keys
   */
  static JwsAlgorithm of(PartyKey key) {
    for (JwsAlgorithm algorithm : values()) {
      if (algorithm.key == key.algorithm()) {
        return algorithm;
      }
    }
    throw new IllegalArgumentException(
        "permit tokens are signed with Ed25519 or ES256, not with " + key.algorithm());
  }

  /** The signature as JOSE writes it. */
  byte[] toJose(byte[] signature) {
    return switch (this) {
      case EDDSA -> signature;
      case ES256 -> {
        // SPEC: RFC 7518 §3.4: "Concatenate the two octet sequences in the order R and then S."
        EcdsaSignature numbers = EcdsaSignature.ofDer(signature).orElseThrow();
        byte[] bytes = new byte[2 * BYTES];
        put(numbers.r(), bytes, 0);
        put(numbers.s(), bytes, BYTES);
        yield bytes;
      }
    };
  }

  private static void put(BigInteger number, byte[] into, int at) {
    byte[] bytes = number.toByteArray();
    int from = Math.max(0, bytes.length - BYTES);
    int length = bytes.length - from;
    System.arraycopy(bytes, from, into, at + BYTES - length, length);
  }

  /** The signature as Java and OpenSSL write it; empty if it has not the one right length. */
  Optional<byte[]> fromJose(byte[] signature) {
    return switch (this) {
      case EDDSA -> Optional.of(signature);
      case ES256 -> {
        // SPEC: RFC 7518 §3.4: "The JWS Signature value MUST be a 64-octet sequence. If it is not a
        // 64-octet sequence, the validation has failed."
        if (signature.length != 2 * BYTES) {
          yield Optional.empty();
        }
        BigInteger r = new BigInteger(1, Arrays.copyOf(signature, BYTES));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, BYTES, 2 * BYTES));
        yield Optional.of(new EcdsaSignature(r, s).der());
      }
    };
  }

  /** The public key as a JSON Web Key: what JOSE libraries read. */
  ObjectNode jwk(PartyKey issuer) {
    byte[] info = issuer.keyInfo();
    ObjectNode node = Notation.object();
    switch (this) {
      // SPEC: RFC 8037 §2: kty "OKP", crv "Ed25519", x the public key.
      case EDDSA -> node.put("kty", "OKP").put("crv", "Ed25519").put("x", last(info, BYTES, 0));
      // SPEC: RFC 7518 §6.2.1: kty "EC", crv "P-256", x and y the coordinates, 32 octets each.
      case ES256 ->
          node.put("kty", "EC")
              .put("crv", "P-256")
              .put("x", last(info, BYTES, BYTES))
              .put("y", last(info, BYTES, 0));
    }
    return node.put("alg", name).put("use", "sig").put("kid", issuer.keyid());
  }

  /** So many bytes before the last so many. */
  private static String last(byte[] bytes, int count, int before) {
    int end = bytes.length - before;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOfRange(bytes, end - count, end));
  }
}
