package dev.standstill.core.finding;

/** The questions that can be answered. */
public enum Claim {
  /** The log is consistent, signatures and digests are right. About the source, never the party. */
  INTEGRITY,
  /** What was declared agrees with what was metered, in one area and period. */
  DECLARED_ACTIVITY,
  /** Every device of the site's inventory was metered for the whole period. */
  DECLARED_SITE,
  /** While an order was in force, nothing in its scope ran without a permit. */
  ORDER_KEPT,
  /** Nothing of the party happens elsewhere. Never upheld from site evidence alone. */
  PARTY
}
