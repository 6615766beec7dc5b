package dev.standstill.core.accountancy;

/** What the deciding test says of one period. */
public enum Outcome {
  /** Nothing to explain at the agreed levels. */
  WITHIN,
  /** Past the alarm level, or an earlier alarm is still open. */
  ALARM,
  /** Past the refutation level. */
  BEYOND
}
