package dev.standstill.core.rule;

/** Whether activations are computed again in the backward pass to save memory. */
public enum Recomputation {
  /** Nobody says: anything between none and full. */
  UNSTATED,
  NONE,
  /** One more forward pass for each step. */
  FULL
}
