package dev.standstill.log.note;

import dev.standstill.log.encoding.StrictBase64;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A named secret of either algorithm. A key belongs to one log or to one witness: Ed25519
 * cosignatures do not bind the name of the witness, so a key shared between two of them lets one
 * speak for the other.
 */
public final class SigningKey {
  private static final Pattern PLUS = Pattern.compile("+", Pattern.LITERAL);

  private final byte[] seed;
  private final PrivateKey privateKey;
  private final VerifierKey verifierKey;

  private SigningKey(String name, SignatureAlgorithm algorithm, byte[] seed) {
    if (seed.length != SignatureAlgorithm.SEED_LENGTH) {
      throw new IllegalArgumentException("a seed has 32 bytes, not " + seed.length);
    }
    this.seed = seed.clone();
    KeyPair pair = algorithm.keyPair(seed);
    this.privateKey = pair.getPrivate();
    this.verifierKey = new VerifierKey(name, signs(algorithm), algorithm.rawPublicKey(pair));
  }

  /** An Ed25519 key. */
  public static SigningKey generate(String name, SecureRandom random) {
    return generate(name, SignatureAlgorithm.ED25519, random);
  }

  public static SigningKey generate(
      String name, SignatureAlgorithm algorithm, SecureRandom random) {
    byte[] seed = new byte[SignatureAlgorithm.SEED_LENGTH];
    random.nextBytes(seed);
    return new SigningKey(name, algorithm, seed);
  }

  /** An Ed25519 key. The same seed always gives the same key (RFC 8032 §5.1.5). */
  public static SigningKey fromSeed(String name, byte[] seed) {
    return fromSeed(name, SignatureAlgorithm.ED25519, seed);
  }

  /** The same seed always gives the same key (RFC 8032 §5.1.5, FIPS 204 algorithm 6). */
  public static SigningKey fromSeed(String name, SignatureAlgorithm algorithm, byte[] seed) {
    return new SigningKey(name, algorithm, seed);
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
            .filter(b -> b.length == 1 + SignatureAlgorithm.SEED_LENGTH)
            .orElseThrow(() -> new MalformedNoteException("the signing key holds no seed"));
    SignatureAlgorithm algorithm =
        algorithm(typed[0])
            .orElseThrow(() -> new MalformedNoteException("the signing key is of no known type"));
    if (!KeyName.isValid(name)) {
      throw new MalformedNoteException("the signing key has no valid name");
    }
    SigningKey key = new SigningKey(name, algorithm, Arrays.copyOfRange(typed, 1, typed.length));
    if (!key.encoded().equals(text)) {
      throw new MalformedNoteException("the signing key's id does not fit its name and seed");
    }
    return key;
  }

  private static Optional<SignatureAlgorithm> algorithm(int code) {
    return Arrays.stream(SignatureAlgorithm.values())
        .filter(algorithm -> signs(algorithm).code() == code)
        .findFirst();
  }

  /** The type under which a log signs. */
  private static SignatureType signs(SignatureAlgorithm algorithm) {
    return switch (algorithm) {
      case ED25519 -> SignatureType.ED25519;
      case ML_DSA_44 -> SignatureType.ML_DSA_44;
    };
  }

  /**
   * The secret, as golang.org/x/mod/sumdb/note writes it: only for a file that others cannot read.
   */
  public String encoded() {
    byte[] typed =
        ByteBuffer.allocate(1 + seed.length)
            .put((byte) verifierKey.type().code())
            .put(seed)
            .array();
    String id = KeyId.hex(verifierKey.keyId());
    return "PRIVATE+KEY+" + name() + "+" + id + "+" + StrictBase64.encode(typed);
  }

  public String name() {
    return verifierKey.name();
  }

  public SignatureAlgorithm algorithm() {
    return verifierKey.type().algorithm();
  }

  /** The public key for notes that this key signs as a log. */
  public VerifierKey verifierKey() {
    return verifierKey;
  }

  /** The public key for checkpoints that this key cosigns as a witness. */
  public VerifierKey cosignatureKey() {
    return switch (algorithm()) {
      case ED25519 ->
          new VerifierKey(name(), SignatureType.ED25519_COSIGNATURE, verifierKey.publicKey());
      case ML_DSA_44 -> verifierKey;
    };
  }

  /** The bare signature over the message. */
  public byte[] sign(byte[] message) {
    return algorithm().sign(privateKey, message);
  }

  /** Names the public half only. */
  @Override
  public String toString() {
    return "signing key of " + name() + "+" + KeyId.hex(verifierKey.keyId());
  }
}
