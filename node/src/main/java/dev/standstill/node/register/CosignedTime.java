package dev.standstill.node.register;

import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.policy.CheckpointCheck;
import dev.standstill.log.policy.QuorumPolicy;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** By when a quorum of witnesses had seen a checkpoint. */
final class CosignedTime {
  private CosignedTime() {}

  /** The earliest time by which enough had cosigned; empty if none have to, or too few did. */
  static Optional<Instant> of(QuorumPolicy policy, SignedNote note) {
    if (policy.isNone()
        || !(policy.check(note.encoded()) instanceof CheckpointCheck.Verified verified)
        || !verified.quorumSatisfied()) {
      return Optional.empty();
    }
    List<Cosignature> byTime =
        verified.cosignatures().stream()
            .sorted(Comparator.comparingLong(Cosignature::time))
            .toList();
    for (int i = 1; i <= byTime.size(); i++) {
      Set<String> names = new HashSet<>(policy.names(byTime.subList(0, i)));
      if (policy.satisfiedBy(names)) {
        return Optional.of(Instant.ofEpochSecond(byTime.get(i - 1).time()));
      }
    }
    return Optional.empty();
  }
}
