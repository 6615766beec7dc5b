package dev.standstill.core.indicator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Evaluation runs, sorted and weighted, ready to be fitted. The order in which runs were told makes
 * no difference to any figure, to the last bit.
 */
public final class HorizonStudy {

  private static final double LN_2 = StrictMath.log(2);

  private final HorizonMethod method;
  private final List<Family> families;
  private final List<SystemRuns> systems;

  /** All runs of one system at one task. */
  static final class Cell {
    private final int system;
    private final double weight;
    private final double[] scores;

    private Cell(int system, double weight, double[] scores) {
      this.system = system;
      this.weight = weight;
      this.scores = scores;
    }

    int system() {
      return system;
    }

    /** Of each of the runs. */
    double weight() {
      return weight;
    }

    /** Ascending, and not to be changed: a bootstrap reads them too often for copies. */
    double[] scores() {
      return scores;
    }
  }

  /** A task with everybody's runs at it. */
  record Task(double log2Minutes, int place, List<Cell> cells) {}

  /** Tasks that are drawn together. */
  record Family(List<Task> tasks) {}

  /** What one system did, grouped by task. */
  private static final class SystemRuns {
    private final String alias;
    private final double[] x;
    private final double[] success;
    private final double[] failure;

    private SystemRuns(String alias, double[] x, double[] success, double[] failure) {
      this.alias = alias;
      this.x = x;
      this.success = success;
      this.failure = failure;
    }
  }

  private HorizonStudy(HorizonMethod method, List<Family> families, List<SystemRuns> systems) {
    this.method = method;
    this.families = families;
    this.systems = systems;
  }

  /** Why runs cannot be studied together; each is a fact about the data, not a broken caller. */
  public static Optional<String> defect(Collection<EvaluationRun> runs) {
    Set<List<String>> seen = new HashSet<>();
    Map<List<String>, Double> minutes = new TreeMap<>(HorizonStudy::inOrder);
    for (EvaluationRun run : runs) {
      if (!seen.add(List.of(run.family(), run.task(), run.run()))) {
        return Optional.of("run " + run.run() + " of task " + run.task() + " occurs twice");
      }
      Double other = minutes.putIfAbsent(List.of(run.family(), run.task()), run.humanMinutes());
      if (other != null && other != run.humanMinutes()) {
        return Optional.of(
            "task " + run.task() + " has two lengths, " + other + " and " + run.humanMinutes());
      }
    }
    return runs.isEmpty() ? Optional.of("there is no run") : Optional.empty();
  }

  /**
   * Sorts and weighs the runs.
   *
   * @throws IllegalArgumentException if they have a {@link #defect}
   */
  public static HorizonStudy of(Collection<EvaluationRun> runs, HorizonMethod method) {
    defect(runs)
        .ifPresent(reason -> {
          throw new IllegalArgumentException(reason);
        });
    List<String> aliases = runs.stream().map(EvaluationRun::alias).distinct().sorted().toList();
    SortedMap<String, SortedMap<String, List<EvaluationRun>>> byTask = new TreeMap<>();
    for (EvaluationRun run : runs) {
      byTask
          .computeIfAbsent(run.family(), family -> new TreeMap<>())
          .computeIfAbsent(run.task(), task -> new ArrayList<>())
          .add(run);
    }
    double[][] weights = RunWeights.of(byTask, aliases, method.weighting());
    List<Family> families = new ArrayList<>();
    int place = 0;
    for (var family : byTask.values()) {
      List<Task> tasks = new ArrayList<>();
      for (List<EvaluationRun> ofTask : family.values()) {
        tasks.add(task(ofTask, place, aliases, weights));
        place++;
      }
      families.add(new Family(List.copyOf(tasks)));
    }
    return new HorizonStudy(method, List.copyOf(families), systems(aliases, families, place));
  }

  private static Task task(
      List<EvaluationRun> runs, int place, List<String> aliases, double[][] weights) {
    List<Cell> cells = new ArrayList<>();
    for (int system = 0; system < aliases.size(); system++) {
      String alias = aliases.get(system);
      double[] scores =
          runs.stream()
              .filter(run -> run.alias().equals(alias))
              .mapToDouble(EvaluationRun::score)
              .sorted()
              .toArray();
      if (scores.length > 0) {
        cells.add(new Cell(system, weights[place][system], scores));
      }
    }
    double log2 = StrictMath.log(runs.getFirst().humanMinutes()) / LN_2;
    return new Task(log2, place, List.copyOf(cells));
  }

  private static List<SystemRuns> systems(List<String> aliases, List<Family> families, int tasks) {
    List<SystemRuns> systems = new ArrayList<>();
    for (int system = 0; system < aliases.size(); system++) {
      double[] x = new double[tasks];
      double[] success = new double[tasks];
      double[] failure = new double[tasks];
      int used = 0;
      for (Family family : families) {
        for (Task task : family.tasks()) {
          for (Cell cell : task.cells()) {
            if (cell.system() == system) {
              double scored = Arrays.stream(cell.scores()).sum();
              x[used] = task.log2Minutes();
              success[used] = cell.weight() * scored;
              failure[used] = cell.weight() * (cell.scores().length - scored);
              used++;
            }
          }
        }
      }
      systems.add(
          new SystemRuns(
              aliases.get(system),
              Arrays.copyOf(x, used),
              Arrays.copyOf(success, used),
              Arrays.copyOf(failure, used)));
    }
    return List.copyOf(systems);
  }

  private static int inOrder(List<String> left, List<String> right) {
    int family = left.getFirst().compareTo(right.getFirst());
    return family != 0 ? family : left.getLast().compareTo(right.getLast());
  }

  /** How the runs are weighted and fitted. */
  public HorizonMethod method() {
    return method;
  }

  /** The systems, by name; every list of this study's figures is in this order. */
  public List<String> aliases() {
    return systems.stream().map(runs -> runs.alias).toList();
  }

  /** Number of different tasks. */
  public int tasks() {
    return families.stream().mapToInt(family -> family.tasks().size()).sum();
  }

  List<Family> families() {
    return families;
  }

  /** The horizon of every system, in the order of {@link #aliases}. */
  public List<Horizon> horizons() {
    return systems.stream().map(this::horizon).toList();
  }

  private Horizon horizon(SystemRuns runs) {
    double[] minutes = Arrays.stream(runs.x).map(x -> StrictMath.pow(2, x)).sorted().toArray();
    if (Arrays.stream(runs.success).sum() == 0) {
      return new Horizon.BelowRange(minutes[0]);
    }
    if (Arrays.stream(runs.failure).sum() == 0) {
      return new Horizon.AboveRange(minutes[minutes.length - 1]);
    }
    LogisticFit fit =
        LogisticFit.of(
            runs.x, runs.success, runs.failure, method.regularization(), LogisticFit.flat());
    return fit.slope() < 0 ? new Horizon.Fitted(fit) : new Horizon.NoFall(fit);
  }
}
