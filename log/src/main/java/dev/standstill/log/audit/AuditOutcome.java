package dev.standstill.log.audit;

import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.Cosignature;
import java.util.List;
import java.util.Optional;

/**
 * How an audit ended, without what it met on its way.
 *
 * @param checkpoint the checkpoint, only if it verified
 * @param defects how many defects the listener heard of
 * @param cosignatures of witnesses of the policy under the checkpoint, with their times
 * @param quorumSatisfied whether those cosignatures suffice
 * @param rewritten whether the checkpoint was replaced meanwhile: a log that grows may then have
 *     dropped files that the older checkpoint still asks for
 */
public record AuditOutcome(
    Optional<Checkpoint> checkpoint,
    long defects,
    List<Cosignature> cosignatures,
    boolean quorumSatisfied,
    boolean rewritten) {
  public AuditOutcome {
    cosignatures = List.copyOf(cosignatures);
  }

  /** Complete, undamaged, signed and cosigned: the one state in which a reader may rely on it. */
  public boolean isSound() {
    return defects == 0 && checkpoint.isPresent() && quorumSatisfied;
  }
}
