package dev.standstill.core.indicator;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * The releases that a trend is drawn through, both days included. Named in every result: from
 * another day on the same table has another doubling time.
 *
 * @param from the first day
 * @param to the last day, not before the first
 */
public record TrendWindow(LocalDate from, LocalDate to) {

  public TrendWindow {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("a window must not end before it begins: " + from);
    }
  }

  boolean holds(ModelHorizon model) {
    return !model.released().isBefore(from) && !model.released().isAfter(to);
  }

  /**
   * The state of the art inside the window, by date: models whose horizon is at least that of every
   * model released in the window until and on their day. What was released before the window does
   * not count against them.
   */
  public List<ModelHorizon> stateOfTheArt(List<ModelHorizon> models) {
    List<ModelHorizon> inside = models.stream().filter(this::holds).toList();
    return inside.stream()
        .filter(model -> inside.stream().noneMatch(other -> outdoes(other, model)))
        .sorted(
            Comparator.comparing(ModelHorizon::released)
                .thenComparingDouble(ModelHorizon::p50Minutes)
                .thenComparing(ModelHorizon::model))
        .toList();
  }

  private static boolean outdoes(ModelHorizon other, ModelHorizon model) {
    return !other.released().isAfter(model.released()) && other.p50Minutes() > model.p50Minutes();
  }
}
