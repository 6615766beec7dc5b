package dev.standstill.core.record;

/** The kinds of statement that exist. Each has a schema, a record in its room, and a page. */
public enum StatementKind {
  CHARTER,
  SITE_DECLARATION,
  CALIBRATION,
  ACTIVITY_REPORT,
  /** A claim of whoever evaluated the log. Never read back as input. */
  FINDING,
  /** A cosigned checkpoint of this log, for the times it gives to what stands around it. */
  LOG_TIME
}
