package dev.standstill.core.finding;

/** The trust layer that carries a conclusion, weakest first. */
public enum Basis {
  SELF_DECLARED,
  SCHEDULER,
  HARDWARE_SIGNED,
  INDEPENDENTLY_METERED,
  /** Established by recomputation from bytes alone. */
  RECOMPUTED
}
