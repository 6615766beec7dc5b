package dev.standstill.log.witness;

import dev.standstill.log.note.SignedNote;

/** What became of asking the witnesses for their cosignatures. */
public sealed interface Cosigning {
  /** The checkpoint with cosignatures that satisfy the policy: it may be published. */
  record Quorate(SignedNote checkpoint) implements Cosigning {}

  /**
   * Too few witnesses cosigned: the checkpoint must not be published. A later one may succeed.
   *
   * @param detail one line for the operator: which witness answered what
   */
  record BelowQuorum(String detail) implements Cosigning {}
}
