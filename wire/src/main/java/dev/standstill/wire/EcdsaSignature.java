package dev.standstill.wire;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The two numbers of an ECDSA signature. OpenSSL and Java write them as DER; JOSE writes them one
 * after the other.
 *
 * @param r the first, not negative
 * @param s the second, not negative
 */
record EcdsaSignature(BigInteger r, BigInteger s) {
  private static final byte SEQUENCE = 0x30;
  private static final byte INTEGER = 0x02;

  /** Longer numbers belong to no curve here, and their lengths would need another form. */
  private static final int NUMBER_BYTES_MAX = 49;

  /** The signature, or empty if {@code der} is not exactly what {@link #der} would write. */
  static Optional<EcdsaSignature> ofDer(byte[] der) {
    int secondAt = 4 + (der.length > 4 ? der[3] : 0);
    if (der.length < 8 || der[3] < 1 || secondAt + 2 >= der.length) {
      return Optional.empty();
    }
    BigInteger r = new BigInteger(Arrays.copyOfRange(der, 4, secondAt));
    BigInteger s = new BigInteger(Arrays.copyOfRange(der, secondAt + 2, der.length));
    if (r.signum() < 0 || s.signum() < 0 || tooLong(r) || tooLong(s)) {
      return Optional.empty();
    }
    // SPEC: X.690 §8.1.3, §8.3.2: one shortest spelling. Write it again to refuse every other.
    EcdsaSignature signature = new EcdsaSignature(r, s);
    return Arrays.equals(signature.der(), der) ? Optional.of(signature) : Optional.empty();
  }

  private static boolean tooLong(BigInteger number) {
    return number.toByteArray().length > NUMBER_BYTES_MAX;
  }

  /** As OpenSSL and Java write it. */
  byte[] der() {
    byte[] first = r.toByteArray();
    byte[] second = s.toByteArray();
    int length = 4 + first.length + second.length;
    return ByteBuffer.allocate(2 + length)
        .put(SEQUENCE)
        .put((byte) length)
        .put(INTEGER)
        .put((byte) first.length)
        .put(first)
        .put(INTEGER)
        .put((byte) second.length)
        .put(second)
        .array();
  }
}
