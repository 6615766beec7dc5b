package dev.standstill.telemetry.mlperf;

import dev.standstill.telemetry.UnreadableReadings;
import dev.standstill.telemetry.source.TextLines;
import java.nio.file.Path;

/** Tells the logs of MLPerf runs apart. */
public final class RunLogs {
  private RunLogs() {}

  /** The kind of run this log tells of; refused when it is neither. */
  public static RunKind kind(Path log) {
    try (TextLines lines = TextLines.open(log)) {
      while (lines.next()) {
        if (lines.indexOf(":::MLLOG") < 0) {
          continue;
        }
        if (lines.indexOf("\"run_start\"") >= 0 || lines.indexOf("\"submission_benchmark\"") >= 0) {
          return RunKind.TRAINING;
        }
        if (lines.indexOf("\"power_begin\"") >= 0 || lines.indexOf("\"loadgen_version\"") >= 0) {
          return RunKind.INFERENCE;
        }
      }
    }
    throw new UnreadableReadings(
        log,
        0,
        "is neither a training log (run_start) nor an inference log (power_begin)",
        "name the run's own log: result_*.txt, or mlperf_log_detail.txt");
  }
}
