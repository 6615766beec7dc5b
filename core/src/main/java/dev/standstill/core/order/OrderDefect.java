package dev.standstill.core.order;

/** Why an order that a quorum signed has no effect. */
public enum OrderDefect {
  /** It names no charter, or one that this log does not have. */
  CHARTER_UNKNOWN,
  /** Its charter names no quorums. */
  CHARTER_WITHOUT_QUORUMS,
  /** Another version was, or for a release may have been, in force when it was logged. */
  CHARTER_NOT_IN_FORCE,
  /** The charter had expired, or nobody vouches that it had not: it permits nothing any more. */
  CHARTER_EXPIRED,
  /** More parties recused than the charter allows in one case. */
  TOO_MANY_RECUSED,
  /** The ruling it cites does not stand there, or lacks its quorum. */
  RULING_NOT_FOUND,
  /** Somebody whom the case is about is not listed as excluded. */
  ACCUSED_NOT_LISTED,
  /** A longer grace than the charter's longest. */
  GRACE_TOO_LONG,
  /** A review further ahead than the charter allows, or no later than the one before. */
  REVIEW_OUT_OF_ORDER,
  /** A condition the charter does not know could never be met. */
  LIFT_CONDITION_UNKNOWN,
  /** The order it changes was not adopted before it. */
  TARGET_NOT_ADOPTED,
  /** That cannot be done to an order of that kind. */
  TARGET_OF_ANOTHER_KIND,
  /** What it takes back, or holds up, has taken effect. */
  TARGET_IN_EFFECT,
  /** It takes effect sooner after its inclusion than the longest grace. */
  TOO_EARLY,
  /** It takes effect at a time, and nobody vouches for when it was logged. */
  INCLUSION_TIME_UNKNOWN,
  /** No such appeal against that order. */
  APPEAL_NOT_FOUND,
  /** The appeal came after its window. */
  APPEAL_TOO_LATE,
  /** The appeal carries a stay already. */
  APPEAL_CARRIES_A_STAY,
  /** A stay longer than a restriction may go without review. */
  STAY_TOO_LONG
}
