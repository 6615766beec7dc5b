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
  LOG_TIME,
  /** What a quorum of the parties commands: slow, pause, resume and what changes them. */
  ORDER,
  /** A site has received an order. */
  ACKNOWLEDGEMENT,
  /** A question to a party about findings; it opens a case. */
  CLARIFICATION,
  /** What the party answers. */
  CLARIFICATION_REPLY,
  /** A party steps aside in a case. */
  RECUSAL,
  /** What a quorum decides in a case. */
  RULING,
  /** A party asks that an order be reconsidered; by itself it suspends nothing. */
  APPEAL,
  /** A party asks for a permit. */
  PERMIT_REQUEST,
  /** A quorum permits what would else be refused, within bounds. */
  PERMIT,
  /** What a quorum makes of a permit or a request afterwards. */
  PERMIT_CHANGE
}
