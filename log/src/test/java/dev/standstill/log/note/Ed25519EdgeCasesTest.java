package dev.standstill.log.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Signatures that a careless implementation takes: made here from the constants of RFC 8032 §5.1,
 * in the manner of Wycheproof. Two different byte strings must never be the same signature.
 */
class Ed25519EdgeCasesTest {
  /** RFC 8032 §5.1: the order of the base point. */
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  /** RFC 8032 §5.1: the field's prime. */
  private static final BigInteger PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  private static final byte[] MESSAGE = "a checkpoint".getBytes(UTF_8);
  private static final SigningKey KEY = SigningKey.fromSeed("edge.example", new byte[32]);
  private static final byte[] RIGHT = KEY.sign(MESSAGE);

  /** The encodings of the eight points of small order, and the second spellings of three. */
  private static final List<String> SMALL_ORDER =
      List.of(
          "0100000000000000000000000000000000000000000000000000000000000000",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "0000000000000000000000000000000000000000000000000000000000000000",
          "0000000000000000000000000000000000000000000000000000000000000080",
          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
          "0100000000000000000000000000000000000000000000000000000000000080",
          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

  private static boolean verifies(byte[] signature) {
    return KEY.verifierKey().verifies(MESSAGE, signature);
  }

  private static byte[] littleEndian(BigInteger number) {
    byte[] big = number.toByteArray();
    byte[] little = new byte[32];
    for (int i = 0; i < Math.min(32, big.length); i++) {
      little[i] = big[big.length - 1 - i];
    }
    return little;
  }

  private static BigInteger number(byte[] littleEndian) {
    byte[] big = new byte[littleEndian.length];
    for (int i = 0; i < big.length; i++) {
      big[i] = littleEndian[big.length - 1 - i];
    }
    return new BigInteger(1, big);
  }

  private static byte[] withS(BigInteger s) {
    byte[] signature = RIGHT.clone();
    System.arraycopy(littleEndian(s), 0, signature, 32, 32);
    return signature;
  }

  private static byte[] withR(byte[] r) {
    byte[] signature = RIGHT.clone();
    System.arraycopy(r, 0, signature, 0, 32);
    return signature;
  }

  @Test
  void takesTheOneRightSignature() {
    assertThat(verifies(RIGHT)).isTrue();
    assertThat(KEY.sign(MESSAGE)).isEqualTo(RIGHT);
  }

  @Test
  void refusesASecondSpellingOfTheScalar() {
    BigInteger s = number(Arrays.copyOfRange(RIGHT, 32, 64));
    assertThat(s).isLessThan(ORDER);
    for (int times = 1;
        s.add(ORDER.multiply(BigInteger.valueOf(times))).bitLength() <= 256;
        times++) {
      assertThat(verifies(withS(s.add(ORDER.multiply(BigInteger.valueOf(times))))))
          .as("S + " + times + " L")
          .isFalse();
    }
    for (BigInteger wrong :
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            ORDER,
            ORDER.subtract(BigInteger.ONE),
            ORDER.add(BigInteger.ONE),
            ORDER.subtract(s),
            BigInteger.TWO.pow(253),
            BigInteger.TWO.pow(255),
            BigInteger.TWO.pow(256).subtract(BigInteger.ONE))) {
      assertThat(verifies(withS(wrong))).as(wrong.toString()).isFalse();
    }
  }

  @Test
  void refusesOtherSpellingsOfThePoint() {
    byte[] r = Arrays.copyOf(RIGHT, 32);
    byte[] mirrored = r.clone();
    mirrored[31] ^= (byte) 0x80;
    assertThat(verifies(withR(mirrored))).isFalse();
    for (int y = 0; y < 19; y++) {
      // The only encodings that have a second spelling are of y below 19.
      byte[] beyond = littleEndian(PRIME.add(BigInteger.valueOf(y)));
      assertThat(verifies(withR(beyond))).as("y = p + " + y).isFalse();
      beyond[31] |= (byte) 0x80;
      assertThat(verifies(withR(beyond))).as("-(p + " + y + ")").isFalse();
    }
    for (String point : SMALL_ORDER) {
      assertThat(verifies(withR(HexFormat.of().parseHex(point)))).as(point).isFalse();
    }
  }

  @Test
  void refusesEveryLengthButSixtyFourAndEveryFlippedBit() {
    for (int length = 0; length < 130; length++) {
      if (length != 64) {
        assertThat(verifies(Arrays.copyOf(RIGHT, length))).as("length " + length).isFalse();
      }
    }
    for (int bit = 0; bit < 512; bit++) {
      byte[] flipped = RIGHT.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(verifies(flipped)).as("bit " + bit).isFalse();
    }
  }

  @Test
  void answersForKeysThatAreNoPointOrHaveNoSecret() {
    byte[] zeros = new byte[64];
    byte[] identityAndZero = new byte[64];
    identityAndZero[0] = 1;
    for (String point : SMALL_ORDER) {
      VerifierKey key =
          new VerifierKey("weak.example", SignatureType.ED25519, HexFormat.of().parseHex(point));
      // Never an exception, and never a stranger's signature.
      assertThat(key.verifies(MESSAGE, RIGHT)).as(point).isFalse();
      // Under the identity the JDK takes this one for every message, under others for some.
      for (int message = 0; message < 64; message++) {
        byte[] any = {(byte) message};
        assertThat(key.verifies(any, zeros)).as(point).isFalse();
        assertThat(key.verifies(any, identityAndZero)).as(point).isFalse();
      }
      assertThatThrownBy(() -> VerifierKey.parse(key.toString()))
          .isInstanceOf(MalformedNoteException.class)
          .hasMessageContaining("small order");
    }
    for (int y = 2; y < 19; y++) {
      byte[] beyond = littleEndian(PRIME.add(BigInteger.valueOf(y)));
      VerifierKey key = new VerifierKey("no.example", SignatureType.ED25519, beyond);
      assertThat(key.verifies(MESSAGE, RIGHT)).isFalse();
      assertThat(key.verifies(MESSAGE, identityAndZero)).as("y = p + " + y).isFalse();
    }
  }
}
