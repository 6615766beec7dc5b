package dev.standstill.core.finding;

/** What can be noticed. A finding by itself changes no status; a {@link Reason} does. */
public enum FindingCode {
  SOURCE_DAMAGED,
  WITHHELD,
  NOT_REPORTED,
  CONTRADICTING_REPORTS,
  /** A report was replaced by a later one; both stay in the log. */
  REPORT_CORRECTED,
  /** A later declaration leaves out an area that an earlier one had. */
  AREA_DROPPED,
  MISSING_READINGS,
  /** Readings with a hole in them, shorter than the charter's limit. */
  GAP,
  CLOCK_BACKWARDS,
  READING_ABOVE_LIMIT,
  UNDECLARED_POINT,
  /** Non-constant series that are copies of each other. */
  DUPLICATE_SERIES,
  /** Series that are nearly, or after a shift, the same: an indication. */
  NEAR_DUPLICATE_SERIES,
  ENERGY_DIFFERS,
  DEVICE_TIME_UNACCOUNTED,
  DEVICE_TIME_EXCEEDED,
  /** More compute was metered than declared, past the alarm level. */
  UNACCOUNTED_COMPUTE,
  /** Significantly more compute was declared than metered; it pays for no other site or party. */
  OVER_DECLARED,
  /** A declared training lineage exceeds the charter's standing limit. */
  LIMIT_EXCEEDED_AS_DECLARED,
  /** A site's receipt of an order is overdue. */
  RECEIPT_OVERDUE,
  /** An order was to be reviewed and was not. */
  REVIEW_OVERDUE,
  /** A permit for an emergency was granted: such work goes on whatever restrains others. */
  BREAK_GLASS_USED,
  /** A job that had to be refused was admitted, by the site's own report. */
  CANARY_ADMITTED,
  /** The site submitted none in a period, or says nothing of enforcement any more. */
  CANARY_MISSING,
  /** What a scheduler asks is not what it was a report ago. It may have been updated. */
  HOOK_CHANGED,
  /** What a scheduler should ask is not there, or is not listed any more. */
  HOOK_MISSING,
  /** What the site is set to enforce is not what it was a report ago. It may have been updated. */
  CONFIGURATION_CHANGED,
  /** A source gave this site nothing recent while another did. */
  SOURCE_STARVED,
  /** The schedulers accounted other device-time than the same report declares. */
  ACCOUNTS_DIFFER,
  /** Accounts were left out that an earlier report had, or could not be read in part. */
  ACCOUNTS_MISSING
}
