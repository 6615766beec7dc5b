package dev.standstill.core.finding;

/** A single failure that would break a conclusion. */
public enum WeakestLink {
  /** No witness cosigns: whoever holds the log's key can rewrite history. */
  LOG_KEY,
  /** Whoever holds the party's key can speak for it. */
  PARTY_KEY,
  /** The meters belong to the one who is judged, or bear no seal. */
  OPERATOR_METERS,
  /** One coefficient turns energy into compute. */
  CALIBRATION,
  /** The declaration of what is installed is the site's own. */
  INVENTORY
}
