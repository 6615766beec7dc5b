package dev.standstill.core.charter;

import java.time.Instant;
import java.util.Optional;

/**
 * From when to when a version of the charter holds.
 *
 * @param from when it enters into force; empty for at once, with its inclusion in the log
 * @param expires when it no longer permits anything; what restricts goes on
 */
public record Validity(Optional<Instant> from, Optional<Instant> expires) {

  /** At once and for good. */
  public static final Validity UNLIMITED = new Validity(Optional.empty(), Optional.empty());

  public Validity {
    if (from.isPresent() && expires.isPresent() && !from.get().isBefore(expires.get())) {
      throw new IllegalArgumentException("a charter expires after it enters into force");
    }
  }
}
