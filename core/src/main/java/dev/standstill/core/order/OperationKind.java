package dev.standstill.core.order;

/** What accelerators may be used for, as far as orders tell one use from another. */
public enum OperationKind {
  PRE_TRAINING,
  /** Supervised fine-tuning, preference learning and whatever else changes a trained model. */
  POST_TRAINING,
  /** Learning from rewards, its rollouts included. */
  REINFORCEMENT_LEARNING,
  /** Training on another model's outputs. */
  DISTILLATION,
  /** Making data that models are to be trained on. */
  SYNTHETIC_DATA,
  /** Searching for algorithms or architectures by running them. */
  EXPERIMENT,
  EVALUATION,
  /** Serving a model to its users. */
  INFERENCE,
  /** Anything else, and whatever nobody can name. */
  OTHER
}
