package dev.standstill.core.rule;

import java.util.List;

/** Whether an operation is in the scope of a prohibition. */
public sealed interface ScopeAnswer {

  /** Every rule was evaluated and none reaches it. */
  record OutOfScope() implements ScopeAnswer {}

  /**
   * It is, or nobody can say that it is not.
   *
   * @param grounds at least one, in the order of the rules
   */
  record InScope(List<Ground> grounds) implements ScopeAnswer {
    public InScope {
      grounds = List.copyOf(grounds);
      if (grounds.isEmpty()) {
        throw new IllegalArgumentException("in scope for no reason");
      }
    }
  }

  /** Why one rule reaches it. */
  sealed interface Ground {

    /** The rule's id. */
    String rule();

    /** All that the rule asks for is so. */
    record Met(String rule) implements Ground {}

    /** A threshold lies inside what is known. */
    record MayBeMet(String rule) implements Ground {}

    /**
     * Something the rule asks for is not known.
     *
     * @param fact what
     * @param why as it was stated
     */
    record FactMissing(String rule, ScopeFact fact, String why) implements Ground {}

    /**
     * The evaluation itself failed.
     *
     * @param failure what happened
     */
    record EvaluationFailed(String rule, String failure) implements Ground {}
  }

  /** What scope rules ask for. */
  enum ScopeFact {
    KIND,
    LINEAGE_FLOP,
    CLUSTER
  }
}
