package dev.standstill.core.rule;

import java.time.LocalDate;
import java.util.Optional;

/** When a pack binds. */
public sealed interface Validity {

  /** How a pack stands on some day. */
  enum Standing {
    IN_FORCE,
    /** Adopted; begins later. */
    NOT_YET_IN_FORCE,
    /** Binds whoever adopts it, whenever. */
    DRAFT,
    NO_LONGER_IN_FORCE,
    /** Proposed and never adopted. */
    NEVER_IN_FORCE
  }

  /** How the pack stands on this day. */
  Standing on(LocalDate day);

  /**
   * From one day on.
   *
   * @param from the first day
   * @param until the first day on which it binds no more
   */
  record Binding(LocalDate from, Optional<LocalDate> until) implements Validity {
    public Binding {
      if (until.isPresent() && !until.get().isAfter(from)) {
        throw new IllegalArgumentException("a rule ends after it begins: " + from);
      }
    }

    @Override
    public Standing on(LocalDate day) {
      if (day.isBefore(from)) {
        return Standing.NOT_YET_IN_FORCE;
      }
      return until.isPresent() && !day.isBefore(until.get())
          ? Standing.NO_LONGER_IN_FORCE
          : Standing.IN_FORCE;
    }

    /** Whether some day lies in both. */
    boolean overlaps(Binding other) {
      return until.map(end -> other.from.isBefore(end)).orElse(true)
          && other.until.map(from::isBefore).orElse(true);
    }
  }

  /** Rules that a charter may adopt; they bind nobody of themselves. */
  record Draft() implements Validity {
    @Override
    public Standing on(LocalDate day) {
      return Standing.DRAFT;
    }
  }

  /** A proposal that never became law; kept so that nobody takes it for one. */
  record Proposed() implements Validity {
    @Override
    public Standing on(LocalDate day) {
      return Standing.NEVER_IN_FORCE;
    }
  }
}
