package dev.standstill.log.policy;

import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.SignatureLine;
import dev.standstill.log.note.VerifierKey;
import java.util.List;

/** What became of a checkpoint under a policy. */
public sealed interface CheckpointCheck {
  /**
   * A log of the policy signed it, and no line of a known key is wrong.
   *
   * @param signers the log keys that signed
   * @param cosignatures of witnesses of the policy
   * @param quorumSatisfied whether they suffice; without it a client must not rely on the
   *     checkpoint
   * @param ignored signature lines of keys that the policy does not name
   */
  record Verified(
      Checkpoint checkpoint,
      List<VerifierKey> signers,
      List<Cosignature> cosignatures,
      boolean quorumSatisfied,
      List<SignatureLine> ignored)
      implements CheckpointCheck {
    public Verified {
      signers = List.copyOf(signers);
      cosignatures = List.copyOf(cosignatures);
      ignored = List.copyOf(ignored);
    }
  }

  /** Nothing follows from these bytes. */
  record Refused(Reason reason, String detail) implements CheckpointCheck {}

  /** Why a checkpoint was refused. */
  enum Reason {
    /** Not a note, not a checkpoint, or too large. */
    MALFORMED,
    /** A line of a known key is not its signature. */
    WRONG_SIGNATURE,
    /** No log of the policy with this origin signed it. */
    NO_LOG_SIGNATURE
  }
}
