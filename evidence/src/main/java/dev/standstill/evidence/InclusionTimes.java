package dev.standstill.evidence;

import dev.standstill.core.record.InclusionTime;
import dev.standstill.log.sequence.EntryTimes;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When each statement entered the log, as the cosigned checkpoints in it and over it tell. Who put
 * a checkpoint into the log does not matter: its witnesses speak for it, and the log for its place.
 */
final class InclusionTimes {
  /** Cosignatures count whole seconds, so that one made at t may be later by up to one. */
  private static final long SECOND = 1;

  private final Optional<EntryTimes> times;

  private InclusionTimes(Optional<EntryTimes> times) {
    this.times = times;
  }

  static InclusionTimes of(EntryTimes times) {
    return new InclusionTimes(Optional.of(times));
  }

  /** Nobody vouches for anything. */
  static InclusionTimes unknown() {
    return new InclusionTimes(Optional.empty());
  }

  InclusionTime at(long index) {
    if (times.isEmpty()) {
      return InclusionTime.UNKNOWN;
    }
    EntryTimes.Interval interval = times.get().interval(index);
    Optional<Instant> notBefore = instant(interval.notBefore());
    Optional<Instant> notAfter = instant(interval.notAfter()).map(t -> t.plusSeconds(SECOND));
    // Witnesses who contradict each other vouch for nothing.
    boolean contradiction =
        notBefore.isPresent() && notAfter.filter(end -> end.isBefore(notBefore.get())).isPresent();
    return contradiction ? InclusionTime.UNKNOWN : new InclusionTime(notBefore, notAfter);
  }

  /** When a quorum had seen a tree of this size. */
  Optional<Instant> seen(long size) {
    return size == 0
        ? Optional.empty()
        : times.flatMap(all -> instant(all.interval(size - 1).notAfter()));
  }

  /** A witness may state a time that no calendar has: it then says nothing. */
  private static Optional<Instant> instant(OptionalLong seconds) {
    return seconds.isPresent() && seconds.getAsLong() < Instant.MAX.getEpochSecond() - SECOND
        ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong()))
        : Optional.empty();
  }
}
