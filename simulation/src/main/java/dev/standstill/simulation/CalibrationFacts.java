package dev.standstill.simulation;

import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.quantity.Power;

/**
 * The published numbers that the worlds are made of.
 *
 * <p>Energy per executed operation: six H100 training runs, nikosvil/flopcheck, September 2026:
 * mean 1.101e-12 J, 12.4 % between them, about 3 % without one small-batch outlier. Measured at the
 * device and taken to hold at node wall within 10 %.
 *
 * <p>Training: 6,844 W mean at the wall of a node of eight H100 over a GPT-3 run on 64 nodes, and
 * idle 2,050 W, the lowest reading of a one-node run: both SMC in MLCommons training results v4.0
 * with power. Inference: 4,954 to 6,280 W at the wall of a node of eight H200, MLCommons inference
 * v4.1 with power; nodes of H100 are taken to draw as much.
 */
final class CalibrationFacts {
  static final int ACCELERATORS_PER_NODE = 8;
  static final int ACCELERATOR_WATTS = 700;
  static final double JOULES_PER_FLOP = 1.10e-12;

  /** Between sites that run different work, relative to the reference. */
  static final double BETWEEN_WORKLOADS = 0.12;

  /** From the device, where the reference was measured, to the wall of a site's nodes. */
  static final double DEVICE_TO_WALL = 0.10;

  /** Between weeks of one site that keeps doing the same work. */
  static final double WITHIN_WORKLOAD = 0.03;

  static final double TRAINING_NODE_WATTS = 6_844;
  static final double SERVING_NODE_WATTS_MIN = 5_000;
  static final double SERVING_NODE_WATTS_MAX = 6_300;
  static final double IDLE_NODE_WATTS = 2_050;

  /** One reading of another maker's node may be this far from what a site's nodes draw. */
  static final PartsPerMillion IDLE_ERROR = new PartsPerMillion(200_000);

  static final PartsPerMillion METER_SYSTEMATIC = new PartsPerMillion(10_000);
  static final PartsPerMillion METER_RANDOM = new PartsPerMillion(5_000);

  private CalibrationFacts() {}

  /** What a site declares that one idle accelerator draws. */
  static Power declaredIdlePower() {
    return new Power(StrictMath.round(IDLE_NODE_WATTS * 1_000 / ACCELERATORS_PER_NODE));
  }
}
