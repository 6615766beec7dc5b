package dev.standstill.telemetry.mlperf;

/** What a run log tells of. */
public enum RunKind {
  /** A training run: {@code run_start} to {@code run_stop}. */
  TRAINING,
  /** An inference run under LoadGen: {@code power_begin} to {@code power_end}. */
  INFERENCE
}
