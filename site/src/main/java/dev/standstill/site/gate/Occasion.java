package dev.standstill.site.gate;

/** Why a scheduler asks. */
public enum Occasion {
  /** Somebody submits a job. */
  SUBMIT,
  /** Somebody changes a job that waits or runs, so that it could do more. */
  MODIFY,
  /** A job that waited is about to start. */
  START
}
