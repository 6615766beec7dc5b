package dev.standstill.core.indicator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much the horizons would differ had other families, tasks and runs been tried: families are
 * drawn with replacement, one draw for all systems; then tasks within each copy of a family, again
 * for all systems; then the runs of each system at each task drawn. Weights stay as they were.
 *
 * <p>Replicates do not depend on each other: {@link #replicate} is a pure function of seed and
 * number, so a caller may compute them in any order, on any number of threads.
 */
public final class HorizonBootstrap {

  /** The ends of a 95 % interval. */
  private static final double LOWER = 0.025;

  private static final double UPPER = 0.975;

  /** With fewer usable replicates the ends of an interval would be single draws. */
  private static final int REPLICATES_MIN = 40;

  private final HorizonStudy study;
  private final long seed;
  private final LogisticFit[] starts;

  /**
   * Horizons of one replicate as log2 of minutes, by system. NaN where the draw had one outcome
   * only, or success did not fall with length.
   */
  public static final class Replicate {
    private final double[] log2P50;
    private final double[] log2P80;

    private Replicate(int systems) {
      log2P50 = new double[systems];
      log2P80 = new double[systems];
      Arrays.fill(log2P50, Double.NaN);
      Arrays.fill(log2P80, Double.NaN);
    }

    /** log2 of p50 of a system, if this draw has one. */
    public OptionalDouble log2P50(int system) {
      return present(log2P50[system]);
    }

    /** log2 of p80 of a system, if this draw has one. */
    public OptionalDouble log2P80(int system) {
      return present(log2P80[system]);
    }

    private static OptionalDouble present(double value) {
      return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
  }

  /**
   * Percentiles 2.5 and 97.5 of one system over the replicates.
   *
   * @param p50 as log2 of minutes
   * @param p80 as log2 of minutes
   * @param replicates of which there was a horizon; the others are left out
   */
  public record Spread(Interval p50, Interval p80, int replicates) {}

  /** Replicates of a study under a seed. */
  public HorizonBootstrap(HorizonStudy study, long seed) {
    this.study = study;
    this.seed = seed;
    this.starts =
        study.horizons().stream().map(HorizonBootstrap::start).toArray(LogisticFit[]::new);
  }

  private static LogisticFit start(Horizon horizon) {
    return switch (horizon) {
      case Horizon.Fitted fitted -> fitted.fit();
      case Horizon.NoFall noFall -> noFall.fit();
      case Horizon.BelowRange below -> LogisticFit.flat();
      case Horizon.AboveRange above -> LogisticFit.flat();
    };
  }

  /** One draw, fitted; {@code number} from 0. */
  public Replicate replicate(int number) {
    Draw draw = new Draw(starts.length, study.tasks());
    draw.families(study.families(), new CounterRandom(seed, number));
    Replicate replicate = new Replicate(starts.length);
    for (int system = 0; system < starts.length; system++) {
      if (draw.hasBothOutcomes(system)) {
        LogisticFit fit =
            LogisticFit.of(
                draw.x,
                draw.success[system],
                draw.failure[system],
                study.method().regularization(),
                starts[system]);
        if (fit.slope() < 0) {
          replicate.log2P50[system] = fit.log2Minutes(0.5);
          replicate.log2P80[system] = fit.log2Minutes(0.8);
        }
      }
    }
    return replicate;
  }

  /** The spread of each system, in the order of the study; empty where too few draws had one. */
  public List<Optional<Spread>> spreads(List<Replicate> replicates) {
    List<Optional<Spread>> spreads = new ArrayList<>();
    for (int system = 0; system < starts.length; system++) {
      int place = system;
      double[] p50 = sorted(replicates.stream().mapToDouble(each -> each.log2P50[place]).toArray());
      double[] p80 = sorted(replicates.stream().mapToDouble(each -> each.log2P80[place]).toArray());
      spreads.add(
          p50.length < REPLICATES_MIN
              ? Optional.empty()
              : Optional.of(new Spread(ends(p50), ends(p80), p50.length)));
    }
    return List.copyOf(spreads);
  }

  private static double[] sorted(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
  }

  private static Interval ends(double[] sorted) {
    return new Interval(Percentile.of(sorted, LOWER), Percentile.of(sorted, UPPER));
  }

  /** What was drawn, added up by task: equal lengths make one term of the fit. */
  private static final class Draw {
    private final double[] x;
    private final double[][] success;
    private final double[][] failure;

    private Draw(int systems, int tasks) {
      x = new double[tasks];
      success = new double[systems][tasks];
      failure = new double[systems][tasks];
    }

    private void families(List<HorizonStudy.Family> families, CounterRandom random) {
      for (int i = 0; i < families.size(); i++) {
        List<HorizonStudy.Task> tasks = families.get(random.below(families.size())).tasks();
        for (int j = 0; j < tasks.size(); j++) {
          task(tasks.get(random.below(tasks.size())), random);
        }
      }
    }

    private void task(HorizonStudy.Task task, CounterRandom random) {
      x[task.place()] = task.log2Minutes();
      for (HorizonStudy.Cell cell : task.cells()) {
        double[] scores = cell.scores();
        double scored = 0;
        for (int i = 0; i < scores.length; i++) {
          scored += scores[random.below(scores.length)];
        }
        success[cell.system()][task.place()] += cell.weight() * scored;
        failure[cell.system()][task.place()] += cell.weight() * (scores.length - scored);
      }
    }

    private boolean hasBothOutcomes(int system) {
      return anyPositive(success[system]) && anyPositive(failure[system]);
    }

    private static boolean anyPositive(double[] values) {
      for (double value : values) {
        if (value > 0) {
          return true;
        }
      }
      return false;
    }
  }
}
