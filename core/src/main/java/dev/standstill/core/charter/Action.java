package dev.standstill.core.charter;

/** What a quorum of the parties can do; the charter names a quorum for each. */
public enum Action {
  SLOW,
  PAUSE,
  RESUME,
  EXTEND,
  AMEND,
  WITHDRAW,
  /** Suspends an order while its appeal is heard. */
  STAY,
  /** Decides a case. */
  RULE,
  /** Grants, amends and reinstates permits. */
  PERMIT,
  /** Suspends and revokes permits, and refuses requests for them. */
  REVOKE,
  /** Agrees on a new version of the charter. */
  CHARTER;

  /**
   * Whether it can only restrict. An expired charter still restricts, and a doubted signature still
   * counts for that; neither ever permits.
   */
  public boolean restricts() {
    return switch (this) {
      case SLOW, PAUSE, EXTEND, REVOKE -> true;
      case RESUME, AMEND, WITHDRAW, STAY, RULE, PERMIT, CHARTER -> false;
    };
  }
}
