package dev.standstill.core.finding;

/** What a conclusion leaves open, however it stands. */
public enum NotEstablished {
  /**
   * Whether declared activity was of the declared kind: energy cannot tell training from serving.
   */
  KIND,
  /** Whether anything happens at places that are not declared. */
  ELSEWHERE,
  /** Whether the inventory is complete and the devices are what they are said to be. */
  INVENTORY,
  /** Whether anything below the detectable amount happened. */
  BELOW_DETECTABLE,
  /** Whether a cap for a day was kept on each day of a period that is longer. */
  EACH_DAY,
  /** Whether the readings are of the devices they are said to be of. */
  METER_PLACEMENT,
  /** Whether different readers are shown the same log: no independent witness has signed it. */
  SINGLE_VIEW,
  /** Whether what the statements say is true. */
  TRUTH_OF_STATEMENTS
}
