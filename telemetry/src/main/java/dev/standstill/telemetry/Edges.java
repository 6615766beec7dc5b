package dev.standstill.telemetry;

/** What counts between the edge of a period and the nearest reading inside it. */
public enum Edges {
  /**
   * The interval to the nearest reading outside, cut at the edge along its straight line. Where
   * there is no reading outside, nothing is added: the edge is reported as uncovered.
   */
  CUT,
  /** Nothing, even if readings outside would cover it: both edges are reported as uncovered. */
  OPEN
}
