package dev.standstill.wire;

import dev.standstill.log.note.SignatureType;
import dev.standstill.log.note.VerifierKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How a party signs statements. Checkpoints are signed otherwise: that is the business of the log.
 */
public enum KeyAlgorithm {
  /** RFC 8032; the public key is its 32 bytes. */
  ED25519("Ed25519", "Ed25519", 32, "302a300506032b6570032100"),
  /** ECDSA on P-256 with SHA-256; the public key is the uncompressed point. */
  ES256("EC", "SHA256withECDSA", 65, "3059301306072a8648ce3d020106082a8648ce3d030107034200"),
  /** ECDSA on P-384 with SHA-384; the public key is the uncompressed point. */
  ES384("EC", "SHA384withECDSA", 97, "3076301006072a8648ce3d020106052b81040022036200");

  private static final byte UNASSIGNED = (byte) 0xff;

  private final String keyName;
  private final String signatureName;
  private final int keyLength;
  private final String keyInfoHead;

  KeyAlgorithm(String keyName, String signatureName, int keyLength, String keyInfoHead) {
    this.keyName = keyName;
    this.signatureName = signatureName;
    this.keyLength = keyLength;
    this.keyInfoHead = keyInfoHead;
  }

  /** The name of its signatures in Java; those of elliptic curves are DER, as OpenSSL has them. */
  public String signatureName() {
    return signatureName;
  }

  /** What stands before the public key in the text of a key. */
  byte[] type() {
    return switch (this) {
      case ED25519 -> new byte[] {(byte) SignatureType.ED25519.code()};
      // SPEC: signed-note §Signature types: a type that C2SP has not assigned is 0xff and then a
      // longer name that nobody else uses.
      case ES256 -> unassigned("urn:standstill:es256");
      case ES384 -> unassigned("urn:standstill:es384");
    };
  }

  private static byte[] unassigned(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(1 + bytes.length).put(UNASSIGNED).put(bytes).array();
  }

  /** The public key as X.509 SubjectPublicKeyInfo: what OpenSSL reads. */
  byte[] keyInfo(byte[] publicKey) {
    byte[] head = HexFormat.of().parseHex(keyInfoHead);
    return ByteBuffer.allocate(head.length + publicKey.length).put(head).put(publicKey).array();
  }

  /** The bytes of a public key from its X.509 SubjectPublicKeyInfo, if it is one of these. */
  Optional<byte[]> ofKeyInfo(byte[] info) {
    byte[] head = HexFormat.of().parseHex(keyInfoHead);
    boolean fits =
        info.length == head.length + keyLength
            && Arrays.equals(info, 0, head.length, head, 0, head.length);
    return fits
        ? Optional.of(Arrays.copyOfRange(info, head.length, info.length))
        : Optional.empty();
  }

  /** Why these bytes are no public key; empty if they are one. */
  Optional<String> fault(byte[] publicKey) {
    if (publicKey.length != keyLength) {
      return Optional.of("a key of another length: " + publicKey.length + " bytes");
    }
    return switch (this) {
      case ED25519 ->
          SmallOrder.contains(publicKey)
              ? Optional.of("a point of small order, under which anybody can sign")
              : Optional.empty();
      case ES256 -> Curve.P_256.fault(publicKey);
      case ES384 -> Curve.P_384.fault(publicKey);
    };
  }

  /** False for every signature that is not right, whatever is wrong with it or with the key. */
  boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
    return switch (this) {
      case ED25519 ->
          new VerifierKey("key", SignatureType.ED25519, publicKey).verifies(message, signature);
      case ES256 -> Curve.P_256.isSignature(signature) && ecdsa(publicKey, message, signature);
      case ES384 -> Curve.P_384.isSignature(signature) && ecdsa(publicKey, message, signature);
    };
  }

  private boolean ecdsa(byte[] publicKey, byte[] message, byte[] signature) {
    try {
      PublicKey key =
          KeyFactory.getInstance(keyName)
              .generatePublic(new X509EncodedKeySpec(keyInfo(publicKey)));
      Signature check = Signature.getInstance(signatureName);
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (InvalidKeySpecException | InvalidKeyException | SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform lacks " + signatureName, e);
    }
  }

  /** Asks the log's keys, which know the few points of small order. */
  private static final class SmallOrder {
    static boolean contains(byte[] publicKey) {
      VerifierKey key = new VerifierKey("key", SignatureType.ED25519, publicKey);
      return PartyKey.logKey(key.toString()).isEmpty();
    }
  }
}
