package dev.standstill.core.permit;

/** Why a statement about permits has no effect. */
public enum PermitDefect {
  /** It names no charter, or one that this log does not have. */
  CHARTER_UNKNOWN,
  /** Its charter names no quorums, or does not say how permits come about. */
  CHARTER_WITHOUT_PERMITS,
  /** Another version was, or for what permits may have been, in force when it was logged. */
  CHARTER_NOT_IN_FORCE,
  /** The charter had expired, or nobody vouches that it had not: it permits nothing any more. */
  CHARTER_EXPIRED,
  /** Nobody vouches for when it was logged. */
  INCLUSION_TIME_UNKNOWN,
  /** More parties recused than the charter allows in one case. */
  TOO_MANY_RECUSED,
  /** For a service that its charter does not name, or for emergencies it does not provide for. */
  PURPOSE_NOT_IN_CHARTER,
  /** Longer than the charter allows, or an emergency drawn out. */
  LASTS_TOO_LONG,
  /** More than the charter allows. */
  BUDGET_TOO_LARGE,
  /** It had expired before it was logged. */
  ALREADY_EXPIRED,
  /** A party can ask only for its own sites. */
  NOT_ITS_SITE,
  /** Its signature is doubted: who cries theft, or steals a key, asks for nothing. */
  SIGNATURE_DOUBTED,
  /** No such request for that lineage at that site before it. */
  REQUEST_NOT_FOUND,
  /** Another permit answers the request. */
  REQUEST_ANSWERED,
  /** A quorum refused it. */
  REFUSED_BY_QUORUM,
  /** What it changes is not in the log before it, or not granted. */
  TARGET_NOT_FOUND,
  /** It has been revoked or refused: nothing brings it back. */
  TARGET_ENDED,
  /** What answers a request, or is amended, is for the same lineage, site and purpose. */
  TARGET_OF_ANOTHER_SUBJECT
}
