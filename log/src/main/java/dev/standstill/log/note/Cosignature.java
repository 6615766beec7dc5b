package dev.standstill.log.note;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A verified statement of a witness: at this time, this checkpoint was the largest consistent tree
 * that it had seen of this origin. A log makes the same statement of itself with its ML-DSA-44 key.
 * Only {@link #verify} and {@link #sign} should make one.
 *
 * @param witness the key that cosigned
 * @param time seconds since the epoch, as the witness says; 0, with ML-DSA-44 alone, says nothing
 *     of being the largest tree, and so never counts for a witness
 */
public record Cosignature(VerifierKey witness, long time) {
  private static final byte[] SUBTREE_LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.UTF_8);

  /** A length before a field of a type 06 message is one byte. */
  private static final int FIELD_MAX = 255;

  public Cosignature {
    if (!mayBear(witness.type(), time)) {
      throw new IllegalArgumentException("no cosignature of " + witness + " at " + time);
    }
  }

  private static boolean mayBear(SignatureType type, long time) {
    // SPEC: tlog-cosignature §Format: the timestamp MUST NOT exceed 2^63 - 1. A witness that signs
    // time 0 has no clock, and our times rest on its clock; only type 06 gives 0 a meaning.
    return switch (type) {
      case ED25519 -> false;
      case ED25519_COSIGNATURE -> time > 0;
      case ML_DSA_44 -> time >= 0;
    };
  }

  /** Whether a key with this name can sign checkpoints of this origin in the given type. */
  static boolean fits(SignatureType type, String name, String origin) {
    return type != SignatureType.ML_DSA_44 || (isField(name) && isField(origin));
  }

  private static boolean isField(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length <= FIELD_MAX;
  }

  /** What an Ed25519 witness signs. */
  static byte[] ed25519Message(long time, String checkpointText) {
    // SPEC: tlog-cosignature §Ed25519 signed message.
    return ("cosignature/v1\ntime " + time + "\n" + checkpointText)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** What an ML-DSA-44 log or witness signs. */
  static byte[] mlDsaMessage(String cosigner, long time, Checkpoint checkpoint) {
    // SPEC: tlog-cosignature §ML-DSA-44 signed message: a checkpoint has start 0, end its size.
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(SUBTREE_LABEL);
    writeField(message, cosigner);
    writeLong(message, time);
    writeField(message, checkpoint.origin());
    writeLong(message, 0);
    writeLong(message, checkpoint.size());
    message.writeBytes(checkpoint.root().bytes());
    return message.toByteArray();
  }

  private static void writeField(ByteArrayOutputStream message, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    message.write(bytes.length);
    message.writeBytes(bytes);
  }

  private static void writeLong(ByteArrayOutputStream message, long value) {
    message.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  /** The line with which a key cosigns; the caller has checked consistency beforehand. */
  public static SignatureLine sign(SigningKey witness, long time, Checkpoint checkpoint) {
    VerifierKey key = witness.cosignatureKey();
    // Refuses a time that no reader would count.
    if (time <= 0 || !fits(key.type(), key.name(), checkpoint.origin())) {
      throw new IllegalArgumentException("no cosignature of " + key.name() + " at " + time);
    }
    byte[] signature =
        witness.sign(
            switch (witness.algorithm()) {
              case ED25519 -> ed25519Message(time, checkpoint.text());
              case ML_DSA_44 -> mlDsaMessage(key.name(), time, checkpoint);
            });
    byte[] timed =
        ByteBuffer.allocate(Long.BYTES + signature.length).putLong(time).put(signature).array();
    return SignatureLine.of(key, timed);
  }

  /** The cosignature in a line, if it is this key's over this checkpoint text. */
  public static Optional<Cosignature> verify(
      SignatureLine line, VerifierKey witness, String checkpointText) {
    byte[] timed = line.signature();
    // SPEC: tlog-cosignature §Format: u64 timestamp, then the signature of its fixed length.
    if (!line.claims(witness) || timed.length != witness.type().signatureLength()) {
      return Optional.empty();
    }
    long time = ByteBuffer.wrap(timed).getLong();
    if (!mayBear(witness.type(), time)) {
      return Optional.empty();
    }
    byte[] signature = Arrays.copyOfRange(timed, Long.BYTES, timed.length);
    return message(witness, time, checkpointText)
        .filter(message -> witness.verifies(message, signature))
        .map(_ -> new Cosignature(witness, time));
  }

  private static Optional<byte[]> message(VerifierKey witness, long time, String checkpointText) {
    return switch (witness.type()) {
      case ED25519 -> Optional.empty();
      case ED25519_COSIGNATURE -> Optional.of(ed25519Message(time, checkpointText));
      case ML_DSA_44 -> mlDsaMessage(witness, time, checkpointText);
    };
  }

  private static Optional<byte[]> mlDsaMessage(VerifierKey witness, long time, String text) {
    try {
      Checkpoint checkpoint = Checkpoint.parse(text);
      return fits(witness.type(), witness.name(), checkpoint.origin())
          ? Optional.of(mlDsaMessage(witness.name(), time, checkpoint))
          : Optional.empty();
    } catch (MalformedNoteException e) {
      // Type 06 signs the fields of a checkpoint: what is none cannot bear such a signature.
      return Optional.empty();
    }
  }
}
