package dev.standstill.log.witness;

import dev.standstill.log.merkle.ConsistencyProof;
import dev.standstill.log.note.SignedNote;
import java.util.List;

/** Where a log gets the cosignatures that its policy asks for. */
public interface Cosigners {
  /**
   * Asks the witnesses to cosign a signed checkpoint.
   *
   * @param signed the checkpoint with the log's own signatures
   * @param consistency proofs from older sizes to the size of the checkpoint
   * @return {@link Cosigning.Quorate} only if the cosignatures satisfy the policy
   */
  Cosigning cosign(SignedNote signed, ConsistencySource consistency);

  /**
   * The checkpoints that the witnesses last cosigned for the log, as far as they answer: at start a
   * log whose disk was set back learns from them that it once was larger.
   */
  List<SignedNote> lastWitnessed();

  /** For a log whose policy asks for no cosignature. */
  static Cosigners none() {
    return new Cosigners() {
      @Override
      public Cosigning cosign(SignedNote signed, ConsistencySource consistency) {
        return new Cosigning.Quorate(signed);
      }

      @Override
      public List<SignedNote> lastWitnessed() {
        return List.of();
      }
    };
  }

  /** Consistency proofs of one tree from any of its older sizes. */
  @FunctionalInterface
  interface ConsistencySource {
    /** The proof that the tree extends its first {@code oldSize} entries. */
    ConsistencyProof proofFrom(long oldSize);
  }
}
