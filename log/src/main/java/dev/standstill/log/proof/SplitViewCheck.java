package dev.standstill.log.proof;

import dev.standstill.log.note.Checkpoint;

/** Whether a file shows that a log contradicted itself. */
public sealed interface SplitViewCheck {
  /** The log signed both, and no tree has both. */
  record Proven(Checkpoint older, Checkpoint newer) implements SplitViewCheck {}

  /** Nothing follows from the file. */
  record Refused(Reason reason, String detail) implements SplitViewCheck {}

  /** Why it shows nothing. */
  enum Reason {
    /** No log of the policy signed one of the checkpoints. */
    CHECKPOINT_REFUSED,
    /** The checkpoints are of different logs, which may differ. */
    OTHER_ORIGIN,
    /** The hashes do not lead from the stated root to the newer checkpoint. */
    PROOF_INVALID,
    /** One tree can have both checkpoints. */
    NO_CONTRADICTION
  }
}
