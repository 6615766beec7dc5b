package dev.standstill.cli.intake;

/** What the operator says the run was, true or not. */
public enum DeclaredAs {
  TRAINING,
  INFERENCE,
  IDLE
}
