package dev.standstill.page.register;

import dev.standstill.core.record.InclusionTime;
import dev.standstill.page.words.Figures;
import java.time.Instant;
import java.util.Optional;

/** When something entered the log, as far as witnesses tell. */
final class Times {

  private Times() {}

  static String logged(InclusionTime time) {
    Optional<String> from = time.notBefore().map(Figures::instant);
    Optional<String> by = time.notAfter().map(Figures::instant);
    if (from.isPresent() && by.isPresent()) {
      return from.equals(by) ? by.get() : "between " + from.get() + " and " + by.get();
    }
    return by.map(t -> "by " + t)
        .or(() -> from.map(t -> "after " + t))
        .orElse("at a time that nobody vouches for");
  }

  /** Whether it certainly, or possibly, entered after this. */
  static boolean mayBeAfter(InclusionTime time, Instant since) {
    return time.notAfter().filter(by -> by.isAfter(since)).isPresent();
  }
}
