package dev.standstill.log.audit;

import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.Cosignature;
import java.util.List;
import java.util.Optional;

/**
 * What a directory holds of a log.
 *
 * @param checkpoint the checkpoint, only if it verified
 * @param defects everything that is wrong
 * @param entries the entries that could be decoded, in the order of the log
 * @param cosignatures of witnesses of the policy under the checkpoint, with their times
 * @param quorumSatisfied whether those cosignatures suffice
 */
public record LogContents(
    Optional<Checkpoint> checkpoint,
    List<LogDefect> defects,
    List<LogEntry> entries,
    List<Cosignature> cosignatures,
    boolean quorumSatisfied) {
  public LogContents {
    defects = List.copyOf(defects);
    entries = List.copyOf(entries);
    cosignatures = List.copyOf(cosignatures);
  }

  /** Complete, undamaged, signed and cosigned: the one state in which a reader may rely on it. */
  public boolean isSound() {
    return defects.isEmpty() && checkpoint.isPresent() && quorumSatisfied;
  }
}
