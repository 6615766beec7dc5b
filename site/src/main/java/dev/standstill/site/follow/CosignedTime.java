package dev.standstill.site.follow;

import dev.standstill.log.note.Cosignature;
import dev.standstill.log.policy.CheckpointCheck;
import dev.standstill.log.policy.QuorumPolicy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How recent a checkpoint is. */
final class CosignedTime {

  private CosignedTime() {}

  /**
   * The latest time at or after which a whole quorum cosigned. One witness whose clock is ahead
   * moves it no further than the others allow. Empty if no quorum did.
   */
  static Optional<Instant> of(QuorumPolicy policy, CheckpointCheck.Verified checkpoint) {
    if (policy.isNone()) {
      return Optional.empty();
    }
    List<Cosignature> latestFirst =
        checkpoint.cosignatures().stream()
            .sorted(Comparator.comparingLong(Cosignature::time).reversed())
            .toList();
    for (int count = 1; count <= latestFirst.size(); count++) {
      List<Cosignature> taken = latestFirst.subList(0, count);
      if (policy.satisfiedBy(policy.names(taken))) {
        return instant(taken.getLast().time());
      }
    }
    return Optional.empty();
  }

  /** A time that no calendar has says nothing. */
  private static Optional<Instant> instant(long seconds) {
    return seconds < Instant.MAX.getEpochSecond()
        ? Optional.of(Instant.ofEpochSecond(seconds))
        : Optional.empty();
  }
}
