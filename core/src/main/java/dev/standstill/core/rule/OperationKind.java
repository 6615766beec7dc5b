package dev.standstill.core.rule;

/** What a job does to a model. */
public enum OperationKind {
  PRE_TRAINING,
  /** Further gradient steps on a finished model, adapters included. */
  FINE_TUNING,
  REINFORCEMENT_LEARNING,
  /** A search that trains many models to choose one: a search over parameters all the same. */
  HYPER_PARAMETER_SEARCH,
  SYNTHETIC_DATA_GENERATION,
  INFERENCE,
  EVALUATION;

  /** Whether it optimises parameters: what the treaty draft calls training. */
  public boolean trains() {
    return switch (this) {
      case PRE_TRAINING, FINE_TUNING, REINFORCEMENT_LEARNING, HYPER_PARAMETER_SEARCH -> true;
      case SYNTHETIC_DATA_GENERATION, INFERENCE, EVALUATION -> false;
    };
  }
}
