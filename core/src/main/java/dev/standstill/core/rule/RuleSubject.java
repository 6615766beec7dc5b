package dev.standstill.core.rule;

/** What a rule counts together before it compares. */
public enum RuleSubject {
  /** All training of one lineage: restarts, retries and jobs under other names are one run. */
  TRAINING_RUN,
  /** Training after the first, counted alone. */
  POST_TRAINING,
  /** A model from its first training to its last change by the same provider. */
  MODEL_LIFECYCLE,
  /** What somebody else adds to a model. */
  MODIFICATION,
  /** Accelerators in one place, or working together as one. */
  CLUSTER
}
