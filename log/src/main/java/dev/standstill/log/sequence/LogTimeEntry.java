package dev.standstill.log.sequence;

import dev.standstill.log.note.SignedNote;
import java.util.Optional;

/**
 * What a log says of its own checkpoints: from the times of the cosignatures in such an entry
 * readers learn when the entries before it existed at the latest, and those after it at the
 * earliest.
 */
@FunctionalInterface
public interface LogTimeEntry {
  /**
   * The entry for a checkpoint that was published; nothing means none is wanted. The same note must
   * give the same bytes: then a restart that asks again logs nothing twice.
   */
  Optional<byte[]> entryFor(SignedNote published);

  /** For a log that keeps no time. */
  static LogTimeEntry none() {
    return published -> Optional.empty();
  }
}
