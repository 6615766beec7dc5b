package dev.standstill.simulation.live;

import java.time.Instant;
import java.util.Optional;

/** Who is told what happens, while it happens. */
@FunctionalInterface
public interface Narrator {
  /**
   * Something happened.
   *
   * @param logTime until when the log vouches that it had happened; empty before it can
   * @param what in one line
   * @param page where to look at it; empty if nowhere
   */
  void tell(Optional<Instant> logTime, String what, Optional<String> page);
}
