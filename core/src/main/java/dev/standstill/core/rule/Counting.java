package dev.standstill.core.rule;

/** Which operations a rule counts, as far as its text says. */
public enum Counting {
  /** EU guidelines, Annex A: activations that are computed again do not count. */
  WITHOUT_RECOMPUTATION,
  /**
   * The treaty draft: operations in the format used, or their 16-bit equivalents, whichever is
   * higher. Up to 16 bits the former is never the lower; wider formats are not estimated here.
   */
  HIGHER_FORMAT,
  /** The text names no convention. */
  NOT_STATED;

  /** Whether an estimate under this convention counts what the rule counts. */
  boolean admits(Convention convention) {
    return switch (convention.counts()) {
      case MODEL -> true;
      case EXECUTED -> this != WITHOUT_RECOMPUTATION;
      case FORWARD -> false;
    };
  }
}
