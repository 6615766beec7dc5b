package dev.standstill.core.indicator;

import java.util.ArrayList;
import java.util.List;

/** The ten tasks of the published examples, and other small sets of runs. */
final class Runs {

  static final double[] MINUTES = {1, 2, 4, 8, 15, 30, 60, 120, 240, 480};
  static final double[] WHOLE = {1, 1, 1, 1, 1, 0, 1, 0, 0, 0};
  static final double[] FRACTIONAL = {1, 1, 1, .9, .8, .6, .5, .3, .1, 0};

  private Runs() {}

  /** A run a task; each letter is the family of one task. */
  static List<EvaluationRun> ofTen(String families, double... scores) {
    List<EvaluationRun> runs = new ArrayList<>();
    for (int i = 0; i < MINUTES.length; i++) {
      runs.add(
          new EvaluationRun(
              "m", families.substring(i, i + 1), "t" + i, "r", MINUTES[i], scores[i]));
    }
    return runs;
  }

  static EvaluationRun run(String family, String task, String run, double minutes, double score) {
    return new EvaluationRun("m", family, task, run, minutes, score);
  }

  /** Many families and runs of three systems, of which each is weaker than the one before. */
  static List<EvaluationRun> world(long seed) {
    CounterRandom random = new CounterRandom(seed, 0);
    List<EvaluationRun> runs = new ArrayList<>();
    for (int family = 0; family < 12; family++) {
      for (int task = 0; task < 1 + family % 3; task++) {
        double log2 = random.below(1000) / 100.0;
        for (int system = 0; system < 3; system++) {
          double chance = new LogisticFit(4 - system, -0.8).probability(log2);
          for (int run = 0; run < 4; run++) {
            double score = random.below(1_000_000) < chance * 1e6 ? 1 : 0;
            runs.add(
                new EvaluationRun(
                    "s" + system,
                    "f" + family,
                    "t" + task,
                    system + "-" + run,
                    StrictMath.pow(2, log2),
                    score));
          }
        }
      }
    }
    return runs;
  }
}
