package dev.standstill.core.charter;

/** A term that the parties can declare unchangeable: no later version may touch it. */
public enum ProtectedTerm {
  STANDING_LIMIT,
  SIGNIFICANT_COMPUTE,
  TEST_LEVELS,
  QUORUMS,
  RECUSALS,
  CLOCKS,
  FRESHNESS,
  LIFT_CONDITIONS,
  STEP_DOWN,
  /** What needs a permit at any time. */
  SCOPE,
  /** What needs a permit, and how one comes about. */
  PERMITS
}
