package dev.standstill.core.rule;

/** What a job does to a model: one list for scope rules, orders, permits and verdicts. */
public enum OperationKind {
  PRE_TRAINING,
  /** Further gradient steps on a finished model, preference learning and adapters included. */
  FINE_TUNING,
  /** Learning from rewards, its rollouts included. */
  REINFORCEMENT_LEARNING,
  /** Training on another model's outputs. */
  DISTILLATION,
  /** A search that trains many models to choose one: a search over parameters all the same. */
  HYPER_PARAMETER_SEARCH,
  /** Making data that models are to be trained on. */
  SYNTHETIC_DATA_GENERATION,
  EVALUATION,
  /** Serving a model to its users. */
  INFERENCE,
  /** Anything else, and whatever nobody can name. */
  OTHER;

  /** Whether it optimises parameters: what the treaty draft calls training. */
  public boolean trains() {
    return switch (this) {
      case PRE_TRAINING,
          FINE_TUNING,
          REINFORCEMENT_LEARNING,
          DISTILLATION,
          HYPER_PARAMETER_SEARCH ->
          true;
      case SYNTHETIC_DATA_GENERATION, EVALUATION, INFERENCE, OTHER -> false;
    };
  }
}
