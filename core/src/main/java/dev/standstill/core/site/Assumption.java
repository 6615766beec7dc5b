package dev.standstill.core.site;

/**
 * What a conclusion takes for granted. A closed list: whatever is assumed is named here, said by
 * whoever first assumes it, and carried to every conclusion that rests on it.
 */
public enum Assumption {
  /** The published reference coefficient, measured at the device, holds at node wall on average. */
  REFERENCE_CALIBRATION,
  /** What an idle node draws is taken from one published run's lowest reading. */
  REFERENCE_IDLE_POWER,
  /** The operator stated the coefficient; nobody measured it here. */
  OPERATOR_STATED_COEFFICIENT,
  /** The operator stated what an idle node draws; nobody measured it here. */
  OPERATOR_STATED_IDLE_POWER,
  /** Executed FLOP equal model FLOP: no recomputation, no padding. */
  EXECUTED_EQUALS_MODEL,
  /** The calibrating runs did the same work as the judged one. */
  SAME_WORKLOAD,
  /** The FLOP of the calibrating runs were scaled from the declaration that they judge. */
  CALIBRATION_FROM_DECLARATION,
  /** Identical series are one instrument, because the operator says so. */
  OPERATOR_SAYS_SHARED,
  /** Count or power limit of the accelerators is not in the source's own log. */
  ACCELERATORS_ASSUMED,
  /** The log's key and the charter were taken from the source itself, not pinned by the reader. */
  TRUST_ROOT_FROM_SOURCE
}
