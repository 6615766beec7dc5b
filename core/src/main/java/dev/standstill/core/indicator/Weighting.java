package dev.standstill.core.indicator;

/** How much a run counts in the fit of its system; the weights of a system always sum to 1. */
public enum Weighting {
  /** Every run as much as any other. */
  EQUAL,
  /**
   * 1 / (runs of this system at the task x square root of the tasks of this system in the family):
   * many runs at one task, and many tasks of one kind, are little more than one.
   */
  INVERSE_ROOT_OF_FAMILY
}
