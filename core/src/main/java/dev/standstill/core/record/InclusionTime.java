package dev.standstill.core.record;

import java.time.Instant;
import java.util.Optional;

/**
 * When something entered the log, as far as the witnesses' cosignatures tell. An end that nobody
 * vouches for is empty; whoever needs it must then decide against whoever would gain.
 *
 * @param notBefore it was not in the log before this
 * @param notAfter it was in the log by this
 */
public record InclusionTime(Optional<Instant> notBefore, Optional<Instant> notAfter) {

  /** Nobody vouches for anything. */
  public static final InclusionTime UNKNOWN = new InclusionTime(Optional.empty(), Optional.empty());

  public InclusionTime {
    if (notBefore.isPresent() && notAfter.isPresent() && notBefore.get().isAfter(notAfter.get())) {
      throw new IllegalArgumentException(
          "a statement cannot be in the log by " + notAfter.get() + " and later than that");
    }
  }

  /** At exactly this time. */
  public static InclusionTime at(Instant time) {
    return new InclusionTime(Optional.of(time), Optional.of(time));
  }

  /** Whether it certainly entered at this time or later. */
  public boolean certainlyFrom(Instant time) {
    return notBefore.filter(earliest -> !earliest.isBefore(time)).isPresent();
  }

  /** Whether it certainly entered by this time. */
  public boolean certainlyBy(Instant time) {
    return notAfter.filter(latest -> !latest.isAfter(time)).isPresent();
  }

  /** Whether it certainly entered before this time. */
  public boolean certainlyBefore(Instant time) {
    return notAfter.filter(latest -> latest.isBefore(time)).isPresent();
  }

  /** Whether it certainly entered after this time. */
  public boolean certainlyAfter(Instant time) {
    return notBefore.filter(earliest -> earliest.isAfter(time)).isPresent();
  }
}
