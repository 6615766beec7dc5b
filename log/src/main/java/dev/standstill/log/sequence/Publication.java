package dev.standstill.log.sequence;

import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.SignedNote;

/** What became of publishing. */
public sealed interface Publication {
  /**
   * Readers see a checkpoint that covers everything appended before.
   *
   * @param note with the log's signatures and the cosignatures
   */
  record Published(SignedNote note, Checkpoint checkpoint) implements Publication {}

  /**
   * Too few witnesses cosigned, and readers see what they saw before. The entries are durable all
   * the same; publish again later.
   *
   * @param detail one line for the operator
   */
  record BelowQuorum(String detail) implements Publication {}

  /** There was nothing new: the checkpoint, with its cosignatures, stays as it is. */
  record NothingNew(SignedNote note, Checkpoint checkpoint) implements Publication {}
}
