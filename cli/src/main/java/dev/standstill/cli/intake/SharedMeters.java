package dev.standstill.cli.intake;

/** What the operator says of series that are identical. */
public enum SharedMeters {
  /** Nothing: every file is a meter of its own. */
  UNSTATED,
  /** The instrument reads one of its nodes; the others have no meter. */
  ONE,
  /** The instrument reads the sum of its nodes. */
  SUM,
  /** The instrument reads the mean of its nodes. */
  MEAN
}
