package dev.standstill.log.witness;

import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.merkle.TreeHead;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.SignedNote;
import java.util.Optional;

/**
 * What a witness has recorded of one log.
 *
 * @param last the last checkpoint that it cosigned, if ever
 */
public record WitnessedLog(String origin, Optional<Last> last) {
  /**
   * A cosigned checkpoint.
   *
   * @param note with the log's signatures and the witness's own
   * @param time of the cosignatures, seconds since the epoch
   */
  public record Last(Checkpoint checkpoint, SignedNote note, long time) {}

  /** The element of the directory and of the URL that stands for the log. */
  public String originHash() {
    return WitnessStore.directory(origin);
  }

  /** What the next checkpoint must extend. */
  public TreeHead head() {
    return last.map(l -> l.checkpoint().head()).orElse(new TreeHead(0, TreeHash.empty()));
  }

  /** A witness's clock may jump back; what it signs for a log does not. */
  long timeNotBefore(long now) {
    return Math.max(1, Math.max(now, last.map(Last::time).orElse(0L)));
  }
}
