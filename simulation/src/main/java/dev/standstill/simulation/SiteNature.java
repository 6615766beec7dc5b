package dev.standstill.simulation;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What nature drew for one site, and nobody in the world knows: what its work truly costs, how
 * wrong its meters are. Every error has the law that the site's own statements give it, since a
 * test of a declaration means nothing where the declared errors are not the true ones.
 *
 * @param joulesPerFlop what an executed operation of this site costs on average
 * @param weeklyWork what the work of each week costs, relative to that average
 * @param idleNodeWatts what an idle node draws
 * @param peakHour when its users are most awake, hour of the day UTC
 * @param meterBias systematic error of each row's meter
 * @param calibrationRuns joules per operation as the site found it in each of its calibration runs,
 *     by the same meters, before the first week
 */
record SiteNature(
    double joulesPerFlop,
    List<Double> weeklyWork,
    double idleNodeWatts,
    double peakHour,
    List<Double> meterBias,
    List<Double> calibrationRuns) {
  static final int CALIBRATION_RUNS = 16;
  private static final double SIGMAS_MAX = 2;

  static SiteNature of(World world, SitePlan site) {
    WorldScale scale = world.scale();
    Draws draws = Draws.named(world.seed(), "nature of " + site.id());
    double joulesPerFlop =
        CalibrationFacts.JOULES_PER_FLOP
            * near(draws, CalibrationFacts.BETWEEN_WORKLOADS)
            * near(draws, CalibrationFacts.DEVICE_TO_WALL);
    double idle =
        CalibrationFacts.IDLE_NODE_WATTS * near(draws, CalibrationFacts.IDLE_ERROR.fraction());
    double peakHour = draws.between(0, 24);
    List<Double> bias = draw(scale.rows(), draws, CalibrationFacts.METER_SYSTEMATIC.fraction());
    double meanBias = bias.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double meterNoise = CalibrationFacts.METER_RANDOM.fraction() / StrictMath.sqrt(scale.rows());
    List<Double> runs =
        DoubleStream.generate(() ->
                joulesPerFlop
                    * (1 + CalibrationFacts.WITHIN_WORKLOAD * draws.gaussian())
                    * (1 + meanBias + meterNoise * draws.gaussian()))
            .limit(CALIBRATION_RUNS)
            .boxed()
            .toList();
    List<Double> work =
        DoubleStream.generate(() -> 1 + CalibrationFacts.WITHIN_WORKLOAD * draws.gaussian())
            .limit(scale.weeks())
            .boxed()
            .toList();
    return new SiteNature(joulesPerFlop, work, idle, peakHour, bias, runs);
  }

  private static double near(Draws draws, double sigma) {
    return 1 + sigma * draws.gaussianWithin(SIGMAS_MAX);
  }

  private static List<Double> draw(int count, Draws draws, double sigma) {
    return DoubleStream.generate(() -> sigma * draws.gaussian()).limit(count).boxed().toList();
  }
}
