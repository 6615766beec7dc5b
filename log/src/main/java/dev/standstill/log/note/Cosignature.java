package dev.standstill.log.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A verified statement of a witness: at this time, this checkpoint was the largest consistent tree
 * that it had seen of this origin. Only {@link #verify} and {@link #sign} should make one.
 *
 * @param witness the key that cosigned
 * @param time seconds since the epoch, as the witness says
 */
public record Cosignature(VerifierKey witness, long time) {
  public Cosignature {
    if (witness.type() != SignatureType.ED25519_COSIGNATURE || time <= 0) {
      throw new IllegalArgumentException("no cosignature of " + witness + " at " + time);
    }
  }

  /** What a witness signs. */
  static byte[] message(long time, String checkpointText) {
    // SPEC: tlog-cosignature §Ed25519 signed message.
    return ("cosignature/v1\ntime " + time + "\n" + checkpointText)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The line with which a witness cosigns; the caller has checked consistency beforehand. */
  public static SignatureLine sign(SigningKey witness, long time, Checkpoint checkpoint) {
    VerifierKey key = witness.cosignatureKey();
    // Refuses a time that no reader would take.
    new Cosignature(key, time);
    byte[] signature = witness.sign(message(time, checkpoint.text()));
    byte[] timed =
        ByteBuffer.allocate(Long.BYTES + signature.length).putLong(time).put(signature).array();
    return SignatureLine.of(key, timed);
  }

  /** The cosignature in a line, if it is this witness's over this checkpoint text. */
  public static Optional<Cosignature> verify(
      SignatureLine line, VerifierKey witness, String checkpointText) {
    byte[] timed = line.signature();
    // SPEC: tlog-cosignature §Format: u64 timestamp, then 64 bytes of signature.
    if (witness.type() != SignatureType.ED25519_COSIGNATURE
        || !line.claims(witness)
        || timed.length != Long.BYTES + Ed25519.SIGNATURE_LENGTH) {
      return Optional.empty();
    }
    long time = ByteBuffer.wrap(timed).getLong();
    // SPEC: tlog-cosignature §Format: the timestamp MUST NOT exceed 2^63 - 1. A witness that signs
    // time 0 has no clock, and our times rest on its clock.
    if (time <= 0) {
      return Optional.empty();
    }
    byte[] signature = Arrays.copyOfRange(timed, Long.BYTES, timed.length);
    return witness.verifies(message(time, checkpointText), signature)
        ? Optional.of(new Cosignature(witness, time))
        : Optional.empty();
  }
}
