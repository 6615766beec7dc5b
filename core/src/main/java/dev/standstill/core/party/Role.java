package dev.standstill.core.party;

/** What a party may do under the charter. */
public enum Role {
  /** Runs sites: declares, calibrates and reports them. */
  OPERATOR,
  /** Runs the register: sequences the log and publishes findings as claims. */
  REGISTER,
  /** Has a voice in orders and rulings: only it may stand in a quorum. */
  ADJUDICATOR
}
