package dev.standstill.wire;

import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Finding;
import dev.standstill.core.record.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One evaluation: the four things it is a pure function of, and what came out.
 *
 * @param charter id of the charter in force; empty if none could be read
 * @param checkpoint the log up to where; empty if none could be read
 * @param disclosed the confidential contents shown to this reader
 * @param asOf as of when
 * @param conclusions the answers
 * @param findings what was noticed
 */
public record Verification(
    Optional<Digest> charter,
    Optional<CheckpointReference> checkpoint,
    List<Digest> disclosed,
    Instant asOf,
    List<Conclusion> conclusions,
    List<Finding> findings) {

  public Verification {
    disclosed = disclosed.stream().sorted().distinct().toList();
    conclusions = List.copyOf(conclusions);
    findings = List.copyOf(findings);
  }
}
