package dev.standstill.core.indicator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The weight of one run, by task and system. */
final class RunWeights {

  private RunWeights() {}

  /** Weights by place of the task, families and tasks in their order, then by system. */
  static double[][] of(
      SortedMap<String, SortedMap<String, List<EvaluationRun>>> byTask,
      List<String> aliases,
      Weighting weighting) {
    int tasks = byTask.values().stream().mapToInt(Map::size).sum();
    double[][] weights = new double[tasks][aliases.size()];
    for (int system = 0; system < aliases.size(); system++) {
      String alias = aliases.get(system);
      double total = 0;
      int place = 0;
      for (SortedMap<String, List<EvaluationRun>> family : byTask.values()) {
        Map<String, Long> runs = runs(family, alias);
        for (String task : family.keySet()) {
          long count = runs.getOrDefault(task, 0L);
          if (count > 0) {
            double weight = raw(weighting, count, runs.size());
            weights[place][system] = weight;
            total += count * weight;
          }
          place++;
        }
      }
      for (double[] ofTask : weights) {
        ofTask[system] /= total;
      }
    }
    return weights;
  }

  /** Runs of this system at each task of the family that it tried at all. */
  private static Map<String, Long> runs(
      SortedMap<String, List<EvaluationRun>> family, String alias) {
    Map<String, Long> runs = new HashMap<>();
    family.forEach((task, all) -> {
      long count = all.stream().filter(run -> run.alias().equals(alias)).count();
      if (count > 0) {
        runs.put(task, count);
      }
    });
    return runs;
  }

  private static double raw(Weighting weighting, long runsOfTask, int tasksOfFamily) {
    return switch (weighting) {
      case EQUAL -> 1;
      case INVERSE_ROOT_OF_FAMILY -> 1 / (runsOfTask * StrictMath.sqrt(tasksOfFamily));
    };
  }
}
