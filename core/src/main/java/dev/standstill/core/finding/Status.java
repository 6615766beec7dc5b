package dev.standstill.core.finding;

/** How a claim stands. */
public enum Status {
  /** All due evidence is there, no alarm is open, and the detectable amount attains the goal. */
  UPHELD,
  /** Past the refutation level, or contradicted by what the party itself signed. */
  REFUTED,
  /** Neither; the reasons say why. */
  UNDECIDED
}
