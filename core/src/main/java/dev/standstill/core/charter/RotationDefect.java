package dev.standstill.core.charter;

/** Why a new version of the charter is refused. */
public enum RotationDefect {
  /** Not the number after the newest: an old version again, or one left out. */
  NOT_THE_NEXT_VERSION,
  /** Bound to another version than the newest: two successors of one charter. */
  NOT_BOUND_TO_THE_NEWEST,
  /** Not before or with the place of the version it follows. */
  OUT_OF_ORDER,
  /** Quorums were agreed once and cannot be given up. */
  GOVERNANCE_DROPPED,
  /** The quorum of the version before has not signed with its keys. */
  OLD_QUORUM_MISSING,
  /** The quorum of the new version has not signed with its keys. */
  NEW_QUORUM_MISSING,
  /** A party that joins, or a new key, has not signed itself. */
  JOINER_HAS_NOT_SIGNED,
  /** A term that can never be changed was changed, or is no longer protected. */
  PROTECTED_TERM_CHANGED,
  /** A key that was declared compromised is believed again. */
  COMPROMISED_KEY_BELIEVED,
  /** A key of one party is now another's. */
  KEY_CHANGED_HANDS,
  /** The version before may have expired, and nobody vouches for when this was logged. */
  EXPIRED_AT_UNKNOWN_TIME,
  /** Enters into force before the version it follows. */
  BEFORE_THE_OLD_ONE,
  /** A party joins sooner than the notice allows, or nobody vouches for when that was announced. */
  ACCESSION_WITHOUT_NOTICE,
  /**
   * A party leaves sooner than the notice allows, or nobody vouches for when that was announced.
   */
  WITHDRAWAL_WITHOUT_NOTICE
}
