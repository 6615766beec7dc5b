package dev.standstill.log.sequence;

import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.policy.CheckpointCheck;
import dev.standstill.log.policy.QuorumPolicy;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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
   * @param current the checkpoint of the log as a reader has it now
   */
  public EntryTimes(QuorumPolicy policy, List<LogTime> logged, SignedNote current) {
    for (LogTime entry : logged) {
      cosigned(policy, entry.note())
          .ifPresent(check -> {
            quorumBy(policy, check, true)
                .ifPresent(t -> notBefore.merge(entry.index(), t, Math::max));
            cover(policy, check);
          });
    }
    cosigned(policy, current).ifPresent(check -> cover(policy, check));
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

  private void cover(QuorumPolicy policy, CheckpointCheck.Verified check) {
    quorumBy(policy, check, false)
        .ifPresent(time -> notAfter.merge(check.checkpoint().size(), time, Math::min));
  }

  private static Optional<CheckpointCheck.Verified> cosigned(QuorumPolicy policy, SignedNote note) {
    return switch (policy.check(note.encoded())) {
      case CheckpointCheck.Verified verified -> Optional.of(verified);
      case CheckpointCheck.Refused _ -> Optional.empty();
    };
  }

  /**
   * The largest time such that the witnesses at or after it are a quorum, or the smallest such that
   * those at or before it are.
   */
  private static OptionalLong quorumBy(
      QuorumPolicy policy, CheckpointCheck.Verified check, boolean largest) {
    // Without a quorum nobody's time counts.
    if (policy.isNone()) {
      return OptionalLong.empty();
    }
    Comparator<Cosignature> byTime = Comparator.comparingLong(Cosignature::time);
    List<Cosignature> ordered =
        check.cosignatures().stream().sorted(largest ? byTime.reversed() : byTime).toList();
    Set<String> names = new HashSet<>();
    for (Cosignature cosignature : ordered) {
      policy
          .witnesses()
          .forEach((name, key) -> {
            if (key.equals(cosignature.witness())) {
              names.add(name);
            }
          });
      if (policy.satisfiedBy(names)) {
        return OptionalLong.of(cosignature.time());
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
