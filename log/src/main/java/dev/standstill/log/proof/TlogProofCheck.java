package dev.standstill.log.proof;

import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.Cosignature;
import java.util.List;

/** What became of a proof and an entry under a policy. */
public sealed interface TlogProofCheck {
  /**
   * The entry stands at this index under a checkpoint that counts.
   *
   * @param cosignatures of witnesses of the policy, with their times
   */
  record Valid(long index, Checkpoint checkpoint, List<Cosignature> cosignatures)
      implements TlogProofCheck {
    public Valid {
      cosignatures = List.copyOf(cosignatures);
    }
  }

  /** Nothing follows from the proof. */
  record Refused(Reason reason, String detail) implements TlogProofCheck {}

  /** Why a proof was refused. */
  enum Reason {
    /** The checkpoint is no checkpoint, or no log of the policy signed it. */
    CHECKPOINT_REFUSED,
    /** Too few witnesses of the policy cosigned. */
    BELOW_QUORUM,
    /** The tree ends before the index. */
    INDEX_BEYOND_SIZE,
    /** Index and size determine the number of hashes, and the proof has another number. */
    WRONG_LENGTH,
    /** The hashes do not lead from this entry at this index to the root. */
    NOT_INCLUDED
  }
}
