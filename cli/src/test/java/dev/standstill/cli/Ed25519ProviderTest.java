package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.log.note.SigningKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The faster check gives the JDK's answer, also to signatures that only an adversary would make:
 * points of small and of mixed order, other spellings of points and scalars (after C. Chalkias, F.
 * Garillot, V. Nikolaenko, "Taming the many EdDSAs", 2020).
 */
class Ed25519ProviderTest {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
  private static final Point BASE =
      new Point(
          new BigInteger(
              "15112221349535400772501151409588531511454012693041857206046113283949847762202"),
          BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P));

  /** A point of order eight; its multiples are all points of small order. */
  private static final Point EIGHTH =
      new Point(
          new BigInteger(
              "14399317868200118260347934320527232580618823971194345261214217575416788799818"),
          new BigInteger(
              "55188659117513257062467267217118295137698188065244968500265048394206261417927"));

  private static final Point NEUTRAL = new Point(BigInteger.ZERO, BigInteger.ONE);

  private record Point(BigInteger x, BigInteger y) {
    Point plus(Point o) {
      BigInteger xy = D.multiply(x).multiply(o.x).multiply(y).multiply(o.y).mod(P);
      BigInteger top = x.multiply(o.y).add(y.multiply(o.x));
      BigInteger right = y.multiply(o.y).add(x.multiply(o.x));
      return new Point(
          top.multiply(BigInteger.ONE.add(xy).modInverse(P)).mod(P),
          right.multiply(BigInteger.ONE.subtract(xy).modInverse(P)).mod(P));
    }

    Point times(BigInteger n) {
      Point sum = NEUTRAL;
      for (int i = n.bitLength() - 1; i >= 0; i--) {
        sum = sum.plus(sum);
        sum = n.testBit(i) ? sum.plus(this) : sum;
      }
      return sum;
    }

    byte[] encoded() {
      return littleEndian(y.add(x.testBit(0) ? BigInteger.TWO.pow(255) : BigInteger.ZERO));
    }
  }

  private static byte[] littleEndian(BigInteger n) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < 32; i++) {
      bytes[i] = n.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }

  private static BigInteger challenge(byte[] r, byte[] a, byte[] message) {
    try {
      MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
      sha512.update(r);
      sha512.update(a);
      byte[] h = sha512.digest(message);
      byte[] reversed = new byte[64];
      for (int i = 0; i < 64; i++) {
        reversed[i] = h[63 - i];
      }
      return new BigInteger(1, reversed).mod(L);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeAll
  static void install() {
    Ed25519Provider.install();
    assertThat(EIGHTH.times(BigInteger.valueOf(4))).isNotEqualTo(NEUTRAL);
    assertThat(EIGHTH.times(BigInteger.valueOf(8))).isEqualTo(NEUTRAL);
    assertThat(BASE.times(L)).isEqualTo(NEUTRAL);
  }

  @AfterAll
  static void remove() {
    Ed25519Provider.remove();
  }

  /** Both answers, which must be one. */
  private static boolean verifies(byte[] key, byte[] message, byte[] r, byte[] s) {
    byte[] signature = new byte[64];
    System.arraycopy(r, 0, signature, 0, 32);
    System.arraycopy(s, 0, signature, 32, 32);
    boolean platform = verifies("SunEC", key, message, signature);
    assertThat(verifies("StandstillEd25519", key, message, signature))
        .as("key %s signature %s", hex(key), hex(signature))
        .isEqualTo(platform);
    return platform;
  }

  private static boolean verifies(String provider, byte[] key, byte[] message, byte[] signature) {
    byte[] info = HexFormat.of().parseHex("302a300506032b6570032100" + hex(key));
    try {
      Signature check = Signature.getInstance("Ed25519", provider);
      check.initVerify(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info)));
      check.update(message);
      return check.verify(signature);
    } catch (InvalidKeyException | InvalidKeySpecException | SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void isAskedForChecksAndNeverForSignatures() throws Exception {
    Ed25519Provider.install();
    Ed25519Provider.install();
    SigningKey key = SigningKey.fromSeed("a", new byte[32]);
    byte[] signature = key.sign(new byte[] {1});
    assertThat(key.verifierKey().verifies(new byte[] {1}, signature)).isTrue();
    assertThat(key.verifierKey().verifies(new byte[] {2}, signature)).isFalse();
    assertThat(Signature.getInstance("Ed25519").getProvider().getName())
        .isEqualTo("StandstillEd25519");
    assertThat(MessageDigest.getInstance("SHA-256").getProvider().getName()).isEqualTo("SUN");
  }

  @Test
  void agreesOnHonestAndDamagedSignatures() {
    Random random = new Random(1);
    for (int i = 0; i < 40; i++) {
      byte[] seed = new byte[32];
      random.nextBytes(seed);
      SigningKey key = SigningKey.fromSeed("a", seed);
      byte[] message = new byte[random.nextInt(300)];
      byte[] signature = key.sign(message);
      byte[] r = Arrays.copyOf(signature, 32);
      byte[] s = Arrays.copyOfRange(signature, 32, 64);
      assertThat(verifies(key.verifierKey().publicKey(), message, r, s)).isTrue();
      (random.nextBoolean() ? r : s)[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
      assertThat(verifies(key.verifierKey().publicKey(), message, r, s)).isFalse();
    }
  }

  /** S and S + L name the same scalar; only the smaller may be taken. */
  @Test
  void agreesOnScalarsThatAreTooLarge() {
    BigInteger a = BigInteger.valueOf(123_456_789);
    BigInteger r = BigInteger.valueOf(987_654_321);
    byte[] key = BASE.times(a).encoded();
    byte[] commitment = BASE.times(r).encoded();
    byte[] message = {7};
    BigInteger s = r.add(challenge(commitment, key, message).multiply(a)).mod(L);
    assertThat(verifies(key, message, commitment, littleEndian(s))).isTrue();
    for (BigInteger other :
        List.of(s.add(L), L, L.subtract(BigInteger.ONE), L.add(L), s.negate())) {
      assertThat(verifies(key, message, commitment, littleEndian(other))).isFalse();
    }
  }

  /** Every pair of small points, also in spellings past p, with S = 0: some really hold. */
  @Test
  void agreesOnPointsOfSmallOrder() {
    List<byte[]> points = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Point point = EIGHTH.times(BigInteger.valueOf(i));
      points.add(point.encoded());
      byte[] otherSign = point.encoded();
      otherSign[31] ^= (byte) 0x80;
      points.add(otherSign);
      if (point.y().bitLength() < 5) {
        points.add(littleEndian(point.y().add(P)));
      }
    }
    points.add(littleEndian(P));
    points.add(littleEndian(BigInteger.TWO.pow(256).subtract(BigInteger.ONE)));
    int held = 0;
    for (byte[] key : points) {
      for (byte[] commitment : points) {
        for (byte message = 0; message < 4; message++) {
          held += verifies(key, new byte[] {message}, commitment, new byte[32]) ? 1 : 0;
        }
      }
    }
    assertThat(held).isPositive();
  }

  /** An honest key or commitment with a small point added: the signer chooses who believes him. */
  @Test
  void agreesOnPointsOfMixedOrder() {
    BigInteger a = BigInteger.valueOf(1_234_567);
    int held = 0;
    List<Point> small =
        IntStream.range(0, 8).mapToObj(i -> EIGHTH.times(BigInteger.valueOf(i))).toList();
    for (int i = 0; i < 12; i++) {
      BigInteger r = BigInteger.valueOf(1_000_003L * (i + 1));
      Point honest = BASE.times(r);
      byte[] message = {(byte) i};
      for (Point ofKey : small) {
        byte[] key = BASE.times(a).plus(ofKey).encoded();
        for (Point ofCommitment : small) {
          byte[] commitment = honest.plus(ofCommitment).encoded();
          BigInteger s = r.add(challenge(commitment, key, message).multiply(a)).mod(L);
          held += verifies(key, message, commitment, littleEndian(s)) ? 1 : 0;
        }
      }
    }
    // All 12 of the honest pair, and those in which the small points happen to cancel.
    assertThat(held).isGreaterThan(12);
  }
}
