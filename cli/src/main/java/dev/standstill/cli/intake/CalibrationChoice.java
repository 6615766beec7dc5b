package dev.standstill.cli.intake;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What the operator chose to turn energy into compute.
 *
 * @param joulesPerFlop a coefficient he states, if any
 * @param idleWattsPerPoint what an idle point draws, if he states it
 * @param runs runs to take the coefficient from; not together with a stated one
 * @param sameWorkload whether those runs are said to have done the same work as the judged one
 */
public record CalibrationChoice(
    Optional<BigDecimal> joulesPerFlop,
    Optional<BigDecimal> idleWattsPerPoint,
    List<CalibratingRun> runs,
    boolean sameWorkload) {

  /** A run to calibrate with, and its executed FLOP if the operator states them. */
  public record CalibratingRun(MeasuredRun measured, Optional<BigDecimal> flop) {}

  public CalibrationChoice {
    runs = List.copyOf(runs);
    if (joulesPerFlop.isPresent() && !runs.isEmpty()) {
      throw new IntakeException("--joules-per-flop and --calibrate exclude each other; give one");
    }
    if (sameWorkload && runs.size() < 2) {
      throw new IntakeException(
          "--assume same-workload needs --calibrate with at least two runs, there are "
              + runs.size());
    }
  }
}
