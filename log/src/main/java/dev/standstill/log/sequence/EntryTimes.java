package dev.standstill.log.sequence;

import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.policy.CheckpointCheck;
import dev.standstill.log.policy.QuorumPolicy;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When the entries of a log were logged, as far as a quorum of witnesses says. A checkpoint carries
 * no time, but each cosignature does: an entry that a cosigned checkpoint covers existed by then,
 * and an entry that stands behind a cosigned checkpoint, which is itself an entry, did not exist
 * before. A few lying witnesses move neither bound: it takes a quorum of the policy.
 */
public final class EntryTimes {
  /** The bound that each log-time entry gives to what stands behind it, and the best so far. */
  private final NavigableMap<Long, Long> notBefore = new TreeMap<>();

  /** The bound that each checkpoint size gives to what it covers, and the best of larger ones. */
  private final NavigableMap<Long, Long> notAfter = new TreeMap<>();

  /**
   * A log-time entry.
   *
   * @param index where it stands
   * @param note the published checkpoint that it holds
   */
  public record LogTime(long index, SignedNote note) {}

  /**
   * When an entry was logged. A bound that no quorum gives is absent. Witnesses who contradict each
   * other can make the first bound later than the second.
   *
   * @param notBefore seconds since the epoch
   * @param notAfter seconds since the epoch
   */
  public record Interval(OptionalLong notBefore, OptionalLong notAfter) {}

  /**
   * Reads the times of a log. A note that does not verify under the policy is left aside, as if it
   * were not there: nothing follows from it.
   *
   * @param size of the log as a reader has it now
   * @param cosignatures under that checkpoint, verified
   */
  public EntryTimes(
      QuorumPolicy policy, List<LogTime> logged, long size, Collection<Cosignature> cosignatures) {
    for (LogTime entry : logged) {
      if (policy.check(entry.note().encoded()) instanceof CheckpointCheck.Verified check) {
        quorumBy(policy, check.cosignatures(), true)
            .ifPresent(t -> notBefore.merge(entry.index(), t, Math::max));
        cover(policy, check.checkpoint().size(), check.cosignatures());
      }
    }
    cover(policy, size, cosignatures);
    // Each bound holds by itself; the best of all that hold for an entry is its own.
    long latest = Long.MIN_VALUE;
    for (Map.Entry<Long, Long> bound : notBefore.entrySet()) {
      latest = Math.max(latest, bound.getValue());
      bound.setValue(latest);
    }
    long earliest = Long.MAX_VALUE;
    for (Map.Entry<Long, Long> bound : notAfter.descendingMap().entrySet()) {
      earliest = Math.min(earliest, bound.getValue());
      bound.setValue(earliest);
    }
  }

  private void cover(QuorumPolicy policy, long size, Collection<Cosignature> cosignatures) {
    quorumBy(policy, cosignatures, false).ifPresent(time -> notAfter.merge(size, time, Math::min));
  }

  /**
   * The largest time such that the witnesses at or after it are a quorum, or the smallest such that
   * those at or before it are.
   */
  private static OptionalLong quorumBy(
      QuorumPolicy policy, Collection<Cosignature> cosignatures, boolean largest) {
    // Without a quorum nobody's time counts.
    if (policy.isNone()) {
      return OptionalLong.empty();
    }
    Comparator<Cosignature> byTime = Comparator.comparingLong(Cosignature::time);
    List<Cosignature> ordered =
        cosignatures.stream().sorted(largest ? byTime.reversed() : byTime).toList();
    for (int count = 1; count <= ordered.size(); count++) {
      List<Cosignature> taken = ordered.subList(0, count);
      if (policy.satisfiedBy(policy.names(taken))) {
        return OptionalLong.of(taken.getLast().time());
      }
    }
    return OptionalLong.empty();
  }

  /** When the entry at this index was logged. */
  public Interval interval(long index) {
    return new Interval(value(notBefore.lowerEntry(index)), value(notAfter.higherEntry(index)));
  }

  private static OptionalLong value(Map.@Nullable Entry<Long, Long> e) {
    return e == null ? OptionalLong.empty() : OptionalLong.of(e.getValue());
  }
}
