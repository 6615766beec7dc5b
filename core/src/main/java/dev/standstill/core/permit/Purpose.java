package dev.standstill.core.permit;

import dev.standstill.core.charter.CriticalService;

/** What a permit is for. */
public sealed interface Purpose {

  /** A longer reason is read by nobody. */
  int REASON_LENGTH_MAX = 500;

  /** Work like any other. */
  record Ordinary() implements Purpose {}

  /**
   * A service that the charter names, permitted beforehand.
   *
   * @param service which
   */
  record Critical(CriticalService service) implements Purpose {}

  /**
   * An emergency that nobody foresaw.
   *
   * @param reason which, in one line
   */
  record BreakGlass(String reason) implements Purpose {

    public BreakGlass {
      if (reason.isBlank() || reason.length() > REASON_LENGTH_MAX) {
        throw new IllegalArgumentException(
            "a break-glass permit gives a reason of 1 to " + REASON_LENGTH_MAX);
      }
    }
  }

  /** Ordinary work. */
  static Purpose ordinary() {
    return new Ordinary();
  }

  /**
   * Whether what it is for goes on whatever restrains others: a pause, a cap, or that nothing new
   * is heard. Its own bounds hold all the same.
   */
  default boolean goesOnUnderRestraint() {
    return switch (this) {
      case Ordinary ordinary -> false;
      case Critical critical -> true;
      case BreakGlass breakGlass -> true;
    };
  }
}
