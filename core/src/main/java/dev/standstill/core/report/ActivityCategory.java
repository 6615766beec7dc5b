package dev.standstill.core.report;

/** What a declared activity was. Energy alone cannot tell one from another. */
public enum ActivityCategory {
  /** Any gradient or search process that changes parameters. */
  TRAINING_RUN,
  /** Serving a model. */
  INFERENCE,
  /** Neither, for example data preparation. */
  OTHER
}
