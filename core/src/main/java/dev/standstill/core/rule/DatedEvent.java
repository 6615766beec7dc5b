package dev.standstill.core.rule;

/** From what a time limit runs. */
public enum DatedEvent {
  /** The threshold is met, or it is known that it will be, whichever is first. */
  THRESHOLD_MET_OR_FORESEEN,
  RUN_START,
  INCIDENT,
  /** The agreement begins to bind. */
  ENTRY_INTO_FORCE
}
