package dev.standstill.core.decision;

/** Why something that was filed has no effect on its case. */
public enum DocketDefect {
  /** What it cites does not stand there. */
  CITATION_NOT_FOUND,
  /** No such case. */
  CASE_UNKNOWN,
  /** Only the party that was asked replies. */
  NOT_THE_PARTY_ASKED,
  /** The first reply counts. */
  ALREADY_REPLIED,
  /** The case was decided before. */
  ALREADY_RULED,
  /** Whom the case is about cannot step aside: it has no voice to give up. */
  ACCUSED_CANNOT_STEP_ASIDE,
  /** More than the charter allows in one case, or the same party again. */
  TOO_MANY_RECUSED,
  /** Some have signed the ruling, not the quorum. */
  QUORUM_MISSING,
  /** It names no charter with quorums that was in force beyond doubt. */
  CHARTER_NOT_IN_FORCE,
  /** The charter had expired, or nobody vouches that it had not. */
  CHARTER_EXPIRED,
  /** The party that was asked is not listed as accused. */
  ACCUSED_NOT_LISTED,
  /** A party that stepped aside is not listed as recused. */
  RECUSED_NOT_LISTED
}
