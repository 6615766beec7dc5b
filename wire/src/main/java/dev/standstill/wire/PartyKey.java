package dev.standstill.wire;

import dev.standstill.log.encoding.StrictBase64;
import dev.standstill.log.note.KeyId;
import dev.standstill.log.note.KeyName;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignatureType;
import dev.standstill.log.note.VerifierKey;
import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The public key by which a party signs statements. Its text is {@code name+8 hex digits+base64},
 * for Ed25519 exactly a C2SP verifier key. Compared by name, algorithm and key.
 */
public final class PartyKey {
  private static final Pattern PLUS = Pattern.compile("+", Pattern.LITERAL);

  private final String name;
  private final KeyAlgorithm algorithm;
  private final byte[] publicKey;

  private PartyKey(String name, KeyAlgorithm algorithm, byte[] publicKey) {
    if (!KeyName.isValid(name)) {
      throw new IllegalArgumentException("not a key name: " + name);
    }
    Optional<String> fault = algorithm.fault(publicKey);
    if (fault.isPresent()) {
      throw new IllegalArgumentException(
          "no key for " + algorithm.signatureName() + ": " + fault.get());
    }
    this.name = name;
    this.algorithm = algorithm;
    this.publicKey = publicKey.clone();
  }

  /**
   * The log's kind of Ed25519 key, as a party's.
   *
   * @throws IllegalArgumentException if it is of a kind that signs checkpoints only
   */
  public static PartyKey of(VerifierKey key) {
    if (key.type() != SignatureType.ED25519) {
      throw new IllegalArgumentException("a key that signs checkpoints cannot sign statements");
    }
    return new PartyKey(key.name(), KeyAlgorithm.ED25519, key.publicKey());
  }

  /**
   * A key of Java's.
   *
   * @throws IllegalArgumentException if it is of none of the three algorithms
   */
  public static PartyKey of(String name, PublicKey key) {
    byte[] info = Optional.ofNullable(key.getEncoded()).orElse(new byte[0]);
    for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
      Optional<byte[]> bytes = algorithm.ofKeyInfo(info);
      if (bytes.isPresent()) {
        return new PartyKey(name, algorithm, bytes.get());
      }
    }
    throw new IllegalArgumentException(
        "a party signs with Ed25519, or on the named curve P-256 or P-384; this key is of "
            + key.getAlgorithm());
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if it is no key that signs statements
   */
  public static PartyKey parse(String text) {
    // Base64 may hold a plus itself, names never do.
    List<String> fields = List.of(PLUS.split(text, 3));
    if (fields.size() != 3) {
      throw new IllegalArgumentException("a key is name+id+key");
    }
    byte[] typed =
        StrictBase64.decode(fields.get(2))
            .orElseThrow(() -> new IllegalArgumentException("the key is not base64"));
    for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
      byte[] type = algorithm.type();
      if (typed.length > type.length
          && Arrays.equals(typed, 0, type.length, type, 0, type.length)) {
        byte[] publicKey = Arrays.copyOfRange(typed, type.length, typed.length);
        PartyKey key = new PartyKey(fields.getFirst(), algorithm, publicKey);
        if (!key.toString().equals(text)) {
          throw new IllegalArgumentException("the key's id does not fit its name and key");
        }
        return key;
      }
    }
    throw new IllegalArgumentException(
        logKey(text).isPresent()
            ? "a key that cosigns checkpoints cannot sign statements"
            : "of no kind that signs statements: Ed25519, ES256 or ES384");
  }

  /** The key of a log or of a witness that this text is. */
  static Optional<VerifierKey> logKey(String text) {
    try {
      return Optional.of(VerifierKey.parse(text));
    } catch (MalformedNoteException e) {
      return Optional.empty();
    }
  }

  public String name() {
    return name;
  }

  public KeyAlgorithm algorithm() {
    return algorithm;
  }

  /** {@code name+8 hex digits}: the head of the text, and of every signature a hint to its key. */
  public String keyid() {
    // SPEC: signed-note §Signatures: SHA-256(name || 0x0A || type || public key)[:4].
    return name + "+" + KeyId.hex(KeyId.of(name, typed()));
  }

  /** Whether {@code signature} is this key's over the message. */
  public boolean verifies(byte[] message, byte[] signature) {
    return algorithm.verifies(publicKey, message, signature);
  }

  /** Two keys with the same underlying public key, whatever their names. */
  public boolean hasSamePublicKeyAs(PartyKey other) {
    return algorithm == other.algorithm && Arrays.equals(publicKey, other.publicKey);
  }

  /** X.509 SubjectPublicKeyInfo in DER: what OpenSSL and Java read. */
  public byte[] keyInfo() {
    return algorithm.keyInfo(publicKey);
  }

  private byte[] typed() {
    byte[] type = algorithm.type();
    return ByteBuffer.allocate(type.length + publicKey.length).put(type).put(publicKey).array();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartyKey key && name.equals(key.name) && hasSamePublicKeyAs(key);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(publicKey);
  }

  /** The text by which a charter names the key. */
  @Override
  public String toString() {
    return keyid() + "+" + StrictBase64.encode(typed());
  }
}
