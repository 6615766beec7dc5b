package dev.standstill.core.study;

import dev.standstill.core.accountancy.AnytimeTest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.DoubleSupplier;

/**
 * The power of the anytime test, simulated: its boundary is not a straight line, so that the law of
 * the first crossing has no closed form.
 *
 * <p>A run without loss has the sums S_n; with the total M of a shape whose sums of means are M
 * D_n, it alarms by period n if S_j + M D_j reaches the boundary b_j at some j up to n. Where D_j
 * is positive that is M &gt;= (b_j - S_j) / D_j, so each run has one smallest total that alarms,
 * and their quantile is the detectable total: one simulation answers for every size.
 */
final class AnytimeSimulation {
  private static final int RUNS_MIN = 100;

  private final StudyLevels levels;
  private final double total;
  private final int runs;
  private final Map<LossShape, Tally> tallies;

  private AnytimeSimulation(
      StudyLevels levels, double total, int runs, Map<LossShape, Tally> tallies) {
    this.levels = levels;
    this.total = total;
    this.runs = runs;
    this.tallies = tallies;
  }

  /** What the runs came to under one shape. */
  private static final class Tally {
    private final double[] reach;
    private final double[] smallest;
    private final int[] firstAlarms;

    /** For the sums of the means of y of a total of 1. */
    Tally(double[] reach, int runs) {
      this.reach = reach;
      this.smallest = new double[runs];
      this.firstAlarms = new int[reach.length + 1];
    }

    void add(int run, double[] sums, double[] boundary, double total) {
      smallest[run] = smallest(sums, boundary);
      firstAlarms[firstAlarm(sums, boundary, total)]++;
    }

    private double smallest(double[] sums, double[] boundary) {
      double smallest = Double.POSITIVE_INFINITY;
      for (int i = 0; i < sums.length; i++) {
        double lacking = boundary[i] - sums[i];
        if (lacking <= 0) {
          return 0;
        }
        if (reach[i] > 0) {
          smallest = Math.min(smallest, lacking / reach[i]);
        }
      }
      return smallest;
    }

    /** The place of the first alarm, or one past the last period. */
    private int firstAlarm(double[] sums, double[] boundary, double total) {
      for (int i = 0; i < sums.length; i++) {
        if (sums[i] + total * reach[i] >= boundary[i]) {
          return i;
        }
      }
      return sums.length;
    }
  }

  /**
   * Simulates; all shapes are tried on the same runs.
   *
   * @param unitMeans by shape, the mean of each y for a total of 1
   */
  static AnytimeSimulation run(
      StudyLevels levels,
      Map<LossShape, double[]> unitMeans,
      double total,
      DoubleSupplier normals,
      int runs) {
    if (runs < RUNS_MIN) {
      throw new IllegalArgumentException("at least 100 runs must be simulated, not " + runs);
    }
    AnytimeTest test = new AnytimeTest(levels.falseAlarm(), levels.tightestNear());
    Map<LossShape, Tally> tallies = new EnumMap<>(LossShape.class);
    unitMeans.forEach((shape, means) -> tallies.put(shape, new Tally(test.path(means), runs)));
    double[] y = new double[unitMeans.values().iterator().next().length];
    double[] boundary = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      boundary[i] = test.threshold(i + 1);
    }
    for (int run = 0; run < runs; run++) {
      for (int i = 0; i < y.length; i++) {
        y[i] = normals.getAsDouble();
      }
      double[] sums = test.path(y);
      for (Tally tally : tallies.values()) {
        tally.add(run, sums, boundary, total);
      }
    }
    tallies.values().forEach(tally -> Arrays.sort(tally.smallest));
    return new AnytimeSimulation(levels, total, runs, tallies);
  }

  /** The share of runs with an alarm by the end of each period. */
  double[] course(LossShape shape) {
    int[] alarms = Objects.requireNonNull(tallies.get(shape)).firstAlarms;
    double[] course = new double[alarms.length - 1];
    int found = 0;
    for (int i = 0; i < course.length; i++) {
      found += alarms[i];
      course[i] = found / (double) runs;
    }
    return course;
  }

  /** What it says of one of the shapes that were tried. */
  Detection detection(LossShape shape) {
    Tally tally = Objects.requireNonNull(tallies.get(shape));
    int found = 0;
    OptionalInt evenOddsBy = OptionalInt.empty();
    for (int i = 0; i < tally.firstAlarms.length - 1; i++) {
      found += tally.firstAlarms[i];
      if (evenOddsBy.isEmpty() && 2 * found >= runs) {
        evenOddsBy = OptionalInt.of(i + 1);
      }
    }
    double probability = found / (double) runs;
    int rank = (int) StrictMath.ceil(levels.detection() * runs) - 1;
    double quantile = tally.smallest[Math.clamp(rank, 0, runs - 1)];
    return new Detection(
        shape,
        StudyTest.ANYTIME,
        total,
        probability,
        OptionalDouble.of(StrictMath.sqrt(probability * (1 - probability) / runs)),
        Double.isInfinite(quantile) ? OptionalDouble.empty() : OptionalDouble.of(quantile),
        evenOddsBy);
  }
}
