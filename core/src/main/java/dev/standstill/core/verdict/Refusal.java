package dev.standstill.core.verdict;

/** Why a job may not start. A closed list; the first that applies, in this order. */
public enum Refusal {
  /** The verdict itself could not be reached: nobody has shown that the job may start. */
  EVALUATION_FAILED,
  /** What was read of the log does not fit together. */
  EVIDENCE_DAMAGED,
  /** The clock is behind the time that witnesses vouch for: it is wrong. */
  CLOCK_BEHIND_LOG,
  /** What is in force was looked up for another time. */
  OUTLOOK_OF_ANOTHER_TIME,
  /** The newest checkpoint is older than the charter's limit. */
  VIEW_STALE,
  /** It is older than the grace too, or none was ever seen. */
  VIEW_SILENT,
  /** There is no charter, or no party agreed on how orders are given. */
  CHARTER_UNKNOWN,
  /** The charter does not say what needs a permit, so nothing is known not to. */
  CHARTER_WITHOUT_PERMITS,
  /** The charter has expired, or is not yet in force: it permits nothing. */
  CHARTER_NOT_IN_FORCE,
  /** The site belongs to no party that may run one. */
  SITE_OF_NO_PARTY,
  /** A pause is in force and reaches the job. */
  PAUSED,
  /** The job needs a permit and names none. */
  PERMIT_MISSING,
  /** The log has no such permit. */
  PERMIT_UNKNOWN,
  /** It was asked for or proposed, and not granted. */
  PERMIT_NOT_GRANTED,
  /** It was refused, or is not in order. */
  PERMIT_REFUSED,
  /** It was taken back. */
  PERMIT_REVOKED,
  /** It is suspended. */
  PERMIT_SUSPENDED,
  /** Its day has not come, or witnesses have not seen it. */
  PERMIT_NOT_YET_VALID,
  /** Its time has passed. */
  PERMIT_EXPIRED,
  /** Its budget is used up. */
  PERMIT_EXHAUSTED,
  /** It is for another site. */
  PERMIT_OF_ANOTHER_SITE,
  /** It is for other areas of the site. */
  PERMIT_OF_ANOTHER_AREA,
  /** It is for other kinds of operation. */
  PERMIT_OF_ANOTHER_OPERATION,
  /** It is for another lineage, or the job does not say which it belongs to. */
  PERMIT_OF_ANOTHER_LINEAGE,
  /** More devices than the permit allows. */
  TOO_MANY_DEVICES,
  /** Faster devices than the permit was given for: its bounds would not hold. */
  DEVICES_TOO_FAST,
  /** It could still run when the permit expires. */
  LASTS_TOO_LONG,
  /** It could execute more than is left of the permit. */
  BUDGET_EXCEEDED,
  /** It could execute more in a day than the permit allows. */
  DAILY_RATE_EXCEEDED,
  /** It could execute more in a day than the permit's share of an order's cap. */
  SHARE_OF_CAP_EXCEEDED
}
