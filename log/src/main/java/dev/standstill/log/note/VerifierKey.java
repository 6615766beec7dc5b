package dev.standstill.log.note;

import dev.standstill.log.encoding.StrictBase64;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A named public key: who may sign notes, and how. Compared by name, type and key. */
public final class VerifierKey {
  private static final Pattern PLUS = Pattern.compile("+", Pattern.LITERAL);

  private final String name;
  private final SignatureType type;
  private final byte[] publicKey;

  public VerifierKey(String name, SignatureType type, byte[] publicKey) {
    if (!KeyName.isValid(name)) {
      throw new IllegalArgumentException("not a key name: " + name);
    }
    if (publicKey.length != type.algorithm().keyLength()) {
      throw new IllegalArgumentException(
          "no " + type.algorithm().jcaName() + " key has " + publicKey.length + " bytes");
    }
    this.name = name;
    this.type = type;
    this.publicKey = publicKey.clone();
  }

  /** Reads {@code name+id+base64(type || key)} as {@link #toString} writes it. */
  public static VerifierKey parse(String vkey) throws MalformedNoteException {
    // SPEC: signed-note §Verifier keys. Base64 may hold a plus itself, names never do.
    List<String> fields = List.of(PLUS.split(vkey, 3));
    if (fields.size() != 3) {
      throw new MalformedNoteException("a verifier key is name+id+key");
    }
    if (!KeyName.isValid(fields.get(0))) {
      throw new MalformedNoteException("the verifier key has no valid name");
    }
    byte[] typed =
        StrictBase64.decode(fields.get(2))
            .filter(b -> b.length > 0)
            .orElseThrow(() -> new MalformedNoteException("the verifier key is not base64"));
    SignatureType type =
        SignatureType.ofCode(typed[0] & 0xff)
            .orElseThrow(() ->
                new MalformedNoteException(
                    "the verifier key has the unsupported signature type 0x%02x"
                        .formatted(typed[0])));
    if (typed.length != 1 + type.algorithm().keyLength()) {
      throw new MalformedNoteException(
          "the verifier key does not hold the bytes of an " + type.algorithm().jcaName() + " key");
    }
    byte[] publicKey = Arrays.copyOfRange(typed, 1, typed.length);
    if (type.algorithm().isNobodys(publicKey)) {
      throw new MalformedNoteException(
          "the verifier key is a point of small order, under which anybody can sign");
    }
    VerifierKey key = new VerifierKey(fields.get(0), type, publicKey);
    if (!key.toString().equals(vkey)) {
      throw new MalformedNoteException("the verifier key's id does not fit its name and key");
    }
    return key;
  }

  public String name() {
    return name;
  }

  public SignatureType type() {
    return type;
  }

  public byte[] publicKey() {
    return publicKey.clone();
  }

  /** The first four bytes, big-endian, of a hash over name, type and key. */
  public int keyId() {
    // SPEC: signed-note §Signatures: SHA-256(name || 0x0A || type || public key)[:4].
    return KeyId.of(name, typedKey());
  }

  /** Whether {@code signature} is the bare signature of this key over the message. */
  public boolean verifies(byte[] message, byte[] signature) {
    return type.algorithm().verifies(publicKey, message, signature);
  }

  /** Two keys with the same underlying public key, whatever their names and types. */
  public boolean hasSamePublicKeyAs(VerifierKey other) {
    return Arrays.equals(publicKey, other.publicKey);
  }

  private byte[] typedKey() {
    return ByteBuffer.allocate(1 + publicKey.length).put((byte) type.code()).put(publicKey).array();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey key
        && name.equals(key.name)
        && type == key.type
        && Arrays.equals(publicKey, key.publicKey);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(publicKey);
  }

  /** The vkey. */
  @Override
  public String toString() {
    return name + "+" + KeyId.hex(keyId()) + "+" + StrictBase64.encode(typedKey());
  }
}
