package dev.standstill.simulation;

import dev.standstill.core.finding.ReasonCode;

/**
 * How a site deals with what it did: honestly, with a fault, or with intent. Weeks are counted from
 * 0 at the beginning of the calendar.
 */
public sealed interface Conduct {

  /** Everything that ran is declared, metered, reported and shown. */
  record Honest() implements Conduct {}

  /** The report of one week never comes. */
  record Unreported(int week) implements Conduct {}

  /** The readings of one week are cited by digest, and not shown. */
  record Withheld(int week) implements Conduct {}

  /** The last rows of the hall have no meter at all. */
  record Unmetered(int rows) implements Conduct {}

  /**
   * The adversary: from a week on, the last rows train at full power, and the site declares them as
   * serving, with no more executed FLOP than the other rows needed. Readings, energies and device
   * time are all as they were, so nothing but the balance can show it.
   */
  record HiddenTraining(int fromWeek, int rows) implements Conduct {}

  /** What a reader of the evidence ought to conclude. */
  default Expectation expectation() {
    return switch (this) {
      case Honest _ -> new Expectation.NotRefuted();
      case Unreported _ -> new Expectation.Undecided(ReasonCode.NOT_REPORTED);
      case Withheld _ -> new Expectation.Undecided(ReasonCode.WITHHELD);
      case Unmetered _ -> new Expectation.Undecided(ReasonCode.UNMETERED);
      case HiddenTraining _ -> new Expectation.Refuted();
    };
  }

  /** The truth in words, for a reader who may look behind the evidence. */
  default String words(WorldScale scale) {
    return switch (this) {
      case Honest _ -> "declares, meters, reports and shows all that ran";
      case Unreported(int week) -> "never reports week " + (week + 1);
      case Withheld(int week) -> "does not show the readings of week " + (week + 1);
      case Unmetered(int rows) -> "has no meter on " + rows + " of " + scale.rows() + " rows";
      case HiddenTraining(int fromWeek, int rows) ->
          "trains in secret on "
              + rows
              + " of "
              + scale.rows()
              + " rows from week "
              + (fromWeek + 1)
              + " on and declares it as serving";
    };
  }

  /** Whether this row trains in this week, whatever the site's program says. */
  default boolean trainsInSecret(int row, int week, WorldScale scale) {
    return switch (this) {
      case HiddenTraining(int fromWeek, int rows) -> week >= fromWeek && row >= scale.rows() - rows;
      case Honest _ -> false;
      case Unreported _ -> false;
      case Withheld _ -> false;
      case Unmetered _ -> false;
    };
  }

  /** Whether this row has a meter. */
  default boolean metered(int row, WorldScale scale) {
    return switch (this) {
      case Unmetered(int rows) -> row < scale.rows() - rows;
      case Honest _ -> true;
      case Unreported _ -> true;
      case Withheld _ -> true;
      case HiddenTraining _ -> true;
    };
  }
}
