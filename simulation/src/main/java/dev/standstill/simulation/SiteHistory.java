package dev.standstill.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lets one site's weeks happen: a load that follows the day, rows that are drained at night, noise
 * that remembers the last half hour, and a meter on each row.
 */
final class SiteHistory {
  private static final double NOISE_MEMORY_SECONDS = 1_800;
  private static final double TRAINING_NOISE = 0.008;
  private static final double SERVING_NOISE = 0.02;
  private static final double IDLE_NOISE = 0.005;
  private static final double ROWS_DIFFER = 0.01;
  private static final double HOURS = 24;

  private final World world;
  private final SitePlan site;
  private final SiteNature nature;
  private final List<double[]> noise = new ArrayList<>();
  private final double[] rowFactor;
  private final int stepsPerDay;

  SiteHistory(World world, SitePlan site) {
    this.world = world;
    this.site = site;
    this.nature = SiteNature.of(world, site);
    this.stepsPerDay = world.scale().stepsPerDay();
    int stamps = world.scale().weeks() * world.scale().stepsPerWeek() + 1;
    this.rowFactor = new double[world.scale().rows()];
    for (int row = 0; row < rowFactor.length; row++) {
      Draws draws = draws("load of row " + row);
      rowFactor[row] = 1 + ROWS_DIFFER * draws.gaussianWithin(2);
      noise.add(noise(draws, stamps, world.scale().cadence().toSeconds()));
    }
  }

  SiteNature nature() {
    return nature;
  }

  SitePlan site() {
    return site;
  }

  World world() {
    return world;
  }

  /** The name of a row's measurement point. */
  static String point(int row) {
    return "row-" + (row + 1);
  }

  /** What all rows did in a week, those without a meter included. */
  List<RowWeek> week(int week) {
    return IntStream.range(0, world.scale().rows()).mapToObj(row -> row(row, week)).toList();
  }

  private RowWeek row(int row, int week) {
    WorldScale scale = world.scale();
    boolean secret = site.conduct().trainsInSecret(row, week, scale);
    Work work = secret ? Work.TRAINING : site.program().during(week, scale);
    Draws draws = draws("week " + week + " of row " + row);
    int steps = scale.stepsPerWeek();
    boolean[] idle = idle(work, draws);
    double[] watts = new double[steps + 1];
    long[] shown = new long[steps + 1];
    double meter =
        1
            + nature.meterBias().get(row)
            + CalibrationFacts.METER_RANDOM.fraction() * draws.gaussian();
    for (int i = 0; i <= steps; i++) {
      double x = noise.get(row)[week * steps + i];
      watts[i] = scale.nodesPerRow() * nodeWatts(idle[i] ? Work.IDLE : work, i, row, x);
      shown[i] = StrictMath.round(watts[i] * meter);
    }
    return new RowWeek(point(row), secret, watts, idle, shown);
  }

  private double nodeWatts(Work work, int step, int row, double x) {
    return switch (work) {
      case TRAINING ->
          CalibrationFacts.TRAINING_NODE_WATTS * rowFactor[row] * (1 + TRAINING_NOISE * x);
      case SERVING -> servingWatts(step) * rowFactor[row] * (1 + SERVING_NOISE * x);
      case IDLE -> nature.idleNodeWatts() * (1 + IDLE_NOISE * x);
    };
  }

  private double servingWatts(int step) {
    double hour = HOURS * step / stepsPerDay;
    double awake = StrictMath.cos(2 * StrictMath.PI * (hour - nature.peakHour()) / HOURS);
    return CalibrationFacts.SERVING_NODE_WATTS_MIN
        + (CalibrationFacts.SERVING_NODE_WATTS_MAX - CalibrationFacts.SERVING_NODE_WATTS_MIN)
            * (1 + awake)
            / 2;
  }

  /** A serving row is drained for some hours around the night's lowest demand. */
  private boolean[] idle(Work work, Draws draws) {
    boolean[] idle = new boolean[7 * stepsPerDay + 1];
    switch (work) {
      case TRAINING -> {}
      case IDLE -> Arrays.fill(idle, true);
      case SERVING -> {
        for (int day = 0; day < 7; day++) {
          double night = nature.peakHour() + HOURS / 2 + draws.between(-1.5, 1.5);
          double half = draws.between(1, 2.5);
          int from =
              (int) StrictMath.ceil((day * HOURS + night % HOURS - half) * stepsPerDay / HOURS);
          int to =
              (int) StrictMath.floor((day * HOURS + night % HOURS + half) * stepsPerDay / HOURS);
          for (int i = Math.max(0, from); i <= Math.min(to, idle.length - 1); i++) {
            idle[i] = true;
          }
        }
      }
    }
    return idle;
  }

  /** Stationary noise of variance 1 whose correlation fades with the memory. */
  private static double[] noise(Draws draws, int stamps, long cadenceSeconds) {
    double kept = StrictMath.exp(-cadenceSeconds / NOISE_MEMORY_SECONDS);
    double fresh = StrictMath.sqrt(1 - kept * kept);
    double[] noise = new double[stamps];
    noise[0] = draws.gaussian();
    for (int i = 1; i < stamps; i++) {
      noise[i] = kept * noise[i - 1] + fresh * draws.gaussian();
    }
    return noise;
  }

  private Draws draws(String what) {
    return Draws.named(world.seed(), site.id() + ": " + what);
  }
}
