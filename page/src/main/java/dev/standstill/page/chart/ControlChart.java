package dev.standstill.page.chart;

import dev.standstill.page.chart.BalancePoint.Balance;
import dev.standstill.page.chart.BalancePoint.Limits;
import dev.standstill.page.chart.Drawing.Anchor;
import dev.standstill.page.words.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Unaccounted compute, period by period.
 *
 * @param points in order of time, at least one
 * @param goalFlop what must be detectable; drawn where the scale reaches it
 */
public record ControlChart(List<BalancePoint> points, OptionalDouble goalFlop) {

  private static final double TOP = 40;
  private static final double BELOW = 56;
  private static final double LABEL_DISTANCE = 13;

  public ControlChart {
    points = List.copyOf(points);
  }

  /** A level with its name, to be written at the right end of its line. */
  private record Level(Ink ink, double flop, String name) {}

  public Drawing draw(ChartName name, int width, int height) {
    boolean narrow = width < 500;
    Sketch sketch = new Sketch();
    PeriodAxis axis =
        new PeriodAxis(
            points.stream().map(BalancePoint::period).toList(), 34, width - (narrow ? 66 : 108));
    Scale scale = Scale.around(extent(), height - BELOW, TOP);
    frame(sketch, axis, scale);
    for (int i = 0; i < points.size(); i++) {
      bands(sketch, axis, scale, i);
    }
    double zero = scale.at(0);
    sketch.line(Ink.ZERO, axis.left(), zero, axis.right(), zero);
    limit(sketch, axis, scale, Ink.ALARM_LIMIT, Limits::alarmFlop);
    limit(sketch, axis, scale, Ink.REFUTATION_LIMIT, Limits::refutationFlop);
    visibleGoal()
        .ifPresent(goal -> {
          double y = scale.at(goal);
          sketch.line(Ink.GOAL, axis.left(), y, axis.right(), y);
        });
    for (int i = 0; i < points.size(); i++) {
      mark(sketch, axis, scale, i);
    }
    levels(sketch, axis, scale, narrow);
    return sketch.finish(name, width, height);
  }

  /** The goal, if drawing it would not flatten everything else. */
  private OptionalDouble visibleGoal() {
    double largest = values().stream().mapToDouble(Math::abs).max().orElse(0);
    return goalFlop.isPresent() && goalFlop.getAsDouble() <= 1.5 * largest
        ? goalFlop
        : OptionalDouble.empty();
  }

  private List<Double> extent() {
    List<Double> values = values();
    visibleGoal().ifPresent(values::add);
    return values;
  }

  private List<Double> values() {
    List<Double> values = new ArrayList<>();
    for (BalancePoint point : points) {
      point
          .balance()
          .ifPresent(balance -> {
            values.add(balance.flop() - 2 * balance.sigmaFlop());
            values.add(balance.flop() + 2 * balance.sigmaFlop());
            balance.limits().ifPresent(limits -> values.add(limits.refutationFlop()));
          });
    }
    return values;
  }

  private static void frame(Sketch sketch, PeriodAxis axis, Scale scale) {
    int exponent = scale.exponent();
    for (double tick : scale.ticks(6)) {
      double y = scale.at(tick);
      sketch.line(Ink.GRID, axis.left(), y, axis.right(), y);
      sketch.label(Ink.TICK, axis.left() - 6, y + 4, Anchor.END, Scale.tick(tick, exponent));
    }
    String unit = exponent == 0 ? "FLOP" : Figures.powerOfTen(exponent) + " FLOP";
    sketch.label(Ink.CAPTION, 0, 12, Anchor.START, "Unaccounted compute, in " + unit);
    sketch.label(Ink.TICK, 0, 28, Anchor.START, "↑ above zero: performed but not declared");
    axis.draw(sketch, scale.from());
    sketch.label(Ink.TICK, 0, scale.from() + 33, Anchor.START, axis.caption());
    sketch.label(
        Ink.TICK, 0, scale.from() + 48, Anchor.START, "↓ below zero: declared but not performed");
  }

  private void bands(Sketch sketch, PeriodAxis axis, Scale scale, int place) {
    double half = Math.min(axis.slot() * 0.36, 15);
    double x = axis.centre(place);
    Optional<Balance> balance = points.get(place).balance();
    if (balance.isEmpty()) {
      double inset = Math.min(1, axis.slot() * 0.1);
      sketch.box(
          Ink.MISSING_SLOT,
          axis.start(place) + inset,
          scale.to(),
          axis.start(place + 1) - inset,
          scale.from());
      return;
    }
    Balance b = balance.get();
    double sigma = b.sigmaFlop();
    Ink outer = b.complete() ? Ink.TWO_SIGMA : Ink.BOUND;
    sketch.box(
        outer, x - half, scale.at(b.flop() + 2 * sigma), x + half, scale.at(b.flop() - 2 * sigma));
    if (b.complete()) {
      sketch.box(
          Ink.ONE_SIGMA,
          x - half,
          scale.at(b.flop() + sigma),
          x + half,
          scale.at(b.flop() - sigma));
    }
  }

  private void mark(Sketch sketch, PeriodAxis axis, Scale scale, int place) {
    BalancePoint point = points.get(place);
    double x = axis.centre(place);
    double radius = Math.clamp(axis.slot() * 0.3, 2.2, 4.5);
    if (point.balance().isEmpty()) {
      sketch.glyph(Glyph.CROSS, Ink.MISSING, x, scale.at(0), radius, point.tip());
      return;
    }
    Balance balance = point.balance().get();
    double y = scale.at(balance.flop());
    if (!balance.complete()) {
      sketch.glyph(Glyph.ARROW, Ink.HOLLOW, x, y, radius, "");
    }
    sketch.glyph(balance.glyph(), balance.ink(), x, y, radius, point.tip());
  }

  /** A limit follows each period's own sigma, so it is a line in steps. */
  private void limit(
      Sketch sketch, PeriodAxis axis, Scale scale, Ink ink, ToDoubleFunction<Limits> level) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (int i = 0; i < points.size(); i++) {
      Optional<Limits> limits = points.get(i).balance().flatMap(Balance::limits);
      if (limits.isPresent()) {
        double y = scale.at(level.applyAsDouble(limits.get()));
        path.append(drawing ? "L" : "M").append(Sketch.at(axis.start(i), y));
        path.append("L").append(Sketch.at(axis.start(i + 1), y));
      }
      drawing = limits.isPresent();
    }
    if (!path.isEmpty()) {
      sketch.path(ink, path.toString(), "");
    }
  }

  /** Names at the right ends, moved apart where they would overlap. */
  private void levels(Sketch sketch, PeriodAxis axis, Scale scale, boolean narrow) {
    List<Level> levels = new ArrayList<>();
    levels.add(new Level(Ink.TICK, 0, "zero"));
    points.reversed().stream()
        .flatMap(point -> point.balance().flatMap(Balance::limits).stream())
        .findFirst()
        .ifPresent(limits -> {
          String suffix = narrow ? "" : " limit";
          levels.add(new Level(Ink.ALARM_LIMIT, limits.alarmFlop(), "alarm" + suffix));
          levels.add(
              new Level(Ink.REFUTATION_LIMIT, limits.refutationFlop(), "refutation" + suffix));
        });
    visibleGoal().ifPresent(goal -> levels.add(new Level(Ink.GOAL, goal, "goal")));
    levels.sort(Comparator.comparingDouble(Level::flop));
    double ceiling = Double.POSITIVE_INFINITY;
    for (Level level : levels) {
      double y = Math.min(scale.at(level.flop()) + 4, ceiling - LABEL_DISTANCE);
      sketch.label(level.ink(), axis.right() + 5, y, Anchor.START, level.name());
      ceiling = y;
    }
  }
}
