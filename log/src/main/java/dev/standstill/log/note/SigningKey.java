package dev.standstill.log.note;

import dev.standstill.log.encoding.StrictBase64;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A named Ed25519 secret. A key belongs to one log or to one witness: cosignatures do not bind the
 * name of the witness, so a key shared between two of them lets one speak for the other.
 */
public final class SigningKey {
  private static final Pattern PLUS = Pattern.compile("+", Pattern.LITERAL);

  private final byte[] seed;
  private final PrivateKey privateKey;
  private final VerifierKey verifierKey;

  private SigningKey(String name, byte[] seed) {
    if (seed.length != Ed25519.SEED_LENGTH) {
      throw new IllegalArgumentException("an Ed25519 seed has 32 bytes, not " + seed.length);
    }
    this.seed = seed.clone();
    KeyPair pair = Ed25519.keyPair(seed);
    this.privateKey = pair.getPrivate();
    this.verifierKey = new VerifierKey(name, SignatureType.ED25519, Ed25519.rawPublicKey(pair));
  }

  public static SigningKey generate(String name, SecureRandom random) {
    byte[] seed = new byte[Ed25519.SEED_LENGTH];
    random.nextBytes(seed);
    return new SigningKey(name, seed);
  }

  /** The same seed always gives the same key (RFC 8032 §5.1.5). */
  public static SigningKey fromSeed(String name, byte[] seed) {
    return new SigningKey(name, seed);
  }

  /** Reads what {@link #encoded} writes. No message of this method repeats any of the text. */
  public static SigningKey parse(String text) throws MalformedNoteException {
    List<String> fields = List.of(PLUS.split(text, 5));
    if (fields.size() != 5 || !text.startsWith("PRIVATE+KEY+")) {
      throw new MalformedNoteException("a signing key is PRIVATE+KEY+name+id+seed");
    }
    String name = fields.get(2);
    byte[] typed =
        StrictBase64.decode(fields.get(4))
            .filter(b -> b.length == 1 + Ed25519.SEED_LENGTH)
            .filter(b -> b[0] == SignatureType.ED25519.code())
            .orElseThrow(() -> new MalformedNoteException("the signing key holds no Ed25519 seed"));
    if (!KeyName.isValid(name)) {
      throw new MalformedNoteException("the signing key has no valid name");
    }
    SigningKey key = new SigningKey(name, Arrays.copyOfRange(typed, 1, typed.length));
    if (!key.encoded().equals(text)) {
      throw new MalformedNoteException("the signing key's id does not fit its name and seed");
    }
    return key;
  }

  /**
   * The secret, as golang.org/x/mod/sumdb/note writes it: only for a file that others cannot read.
   */
  public String encoded() {
    byte[] typed =
        ByteBuffer.allocate(1 + seed.length)
            .put((byte) SignatureType.ED25519.code())
            .put(seed)
            .array();
    String id = KeyId.hex(verifierKey.keyId());
    return "PRIVATE+KEY+" + name() + "+" + id + "+" + StrictBase64.encode(typed);
  }

  public String name() {
    return verifierKey.name();
  }

  /** The public key for notes that this key signs as a log. */
  public VerifierKey verifierKey() {
    return verifierKey;
  }

  /** The public key for checkpoints that this key cosigns as a witness. */
  public VerifierKey cosignatureKey() {
    return new VerifierKey(name(), SignatureType.ED25519_COSIGNATURE, verifierKey.publicKey());
  }

  /** The bare 64-byte signature over the message. */
  public byte[] sign(byte[] message) {
    return Ed25519.sign(privateKey, message);
  }

  /** Names the public half only. */
  @Override
  public String toString() {
    return "signing key of " + verifierKey;
  }
}
