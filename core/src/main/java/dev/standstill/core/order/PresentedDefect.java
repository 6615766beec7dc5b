package dev.standstill.core.order;

/** Why an order that was shown directly binds nobody, whatever the log says of it. */
public enum PresentedDefect {
  /** Only a pause can bind this way. */
  NO_PAUSE,
  /** It is bound to another version of the charter than the one in force. */
  CHARTER_NOT_IN_FORCE,
  /** Its signers are not the quorum for a pause. */
  QUORUM_MISSING,
  /** More parties recused than the charter allows in one case. */
  TOO_MANY_RECUSED,
  /** A longer grace than the charter's longest, or a condition that the charter does not know. */
  TERMS_UNFIT
}
