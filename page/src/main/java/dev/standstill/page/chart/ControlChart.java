package dev.standstill.page.chart;

import dev.standstill.page.chart.BalancePoint.Balance;
import dev.standstill.page.chart.BalancePoint.Limits;
import dev.standstill.page.chart.Drawing.Anchor;
import dev.standstill.page.words.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
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

  public ControlChart {
    points = List.copyOf(points);
  }

  public Drawing draw(ChartName name, int width, int height) {
    boolean narrow = width < 500;
    Sketch sketch = new Sketch();
    PeriodAxis axis =
        new PeriodAxis(
            points.stream().map(BalancePoint::period).toList(), 34, width - (narrow ? 66 : 108));
    Scale scale = Scale.around(extent(), height - BELOW, TOP);
    frame(sketch, axis, scale);
    bands(sketch, axis, scale);
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
      mark(sketch, axis, scale, i, narrow);
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
      // At the very bottom its number would run into the dates.
      if (scale.from() - y > 6) {
        sketch.label(Ink.TICK, axis.left() - 6, y + 4, Anchor.END, Scale.tick(tick, exponent));
      }
    }
    String unit = exponent == 0 ? "FLOP" : Figures.powerOfTen(exponent) + " FLOP";
    sketch.label(Ink.CAPTION, 0, 12, Anchor.START, "Unaccounted compute, in " + unit);
    sketch.label(Ink.TICK, 0, 28, Anchor.START, "↑ above zero: performed but not declared");
    axis.draw(sketch, scale.from());
    sketch.label(Ink.TICK, 0, scale.from() + 33, Anchor.START, axis.caption());
    sketch.label(
        Ink.TICK, 0, scale.from() + 48, Anchor.START, "↓ below zero: declared but not performed");
  }

  /** Layer by layer, so that each layer is one path. */
  private void bands(Sketch sketch, PeriodAxis axis, Scale scale) {
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).balance().isEmpty()) {
        double inset = Math.min(1, axis.slot() * 0.1);
        sketch.box(
            Ink.MISSING_SLOT,
            axis.start(i) + inset,
            scale.to(),
            axis.start(i + 1) - inset,
            scale.from());
      }
    }
    band(sketch, axis, scale, Ink.TWO_SIGMA, 2, Balance::complete);
    band(sketch, axis, scale, Ink.ONE_SIGMA, 1, Balance::complete);
    band(sketch, axis, scale, Ink.BOUND, 2, balance -> !balance.complete());
  }

  private void band(
      Sketch sketch, PeriodAxis axis, Scale scale, Ink ink, int sigmas, Predicate<Balance> drawn) {
    double half = Math.min(axis.slot() * 0.36, 15);
    for (int i = 0; i < points.size(); i++) {
      double x = axis.centre(i);
      points
          .get(i)
          .balance()
          .filter(drawn)
          .ifPresent(b -> {
            double reach = sigmas * b.sigmaFlop();
            double top = scale.at(b.flop() + reach);
            sketch.box(ink, x - half, top, x + half, scale.at(b.flop() - reach));
          });
    }
  }

  private void mark(Sketch sketch, PeriodAxis axis, Scale scale, int place, boolean narrow) {
    BalancePoint point = points.get(place);
    double x = axis.centre(place);
    double radius = Math.clamp(axis.slot() * 0.3, 2.2, 4.5);
    // A narrow screen is touched, not pointed at.
    String tip = narrow ? "" : point.tip();
    if (point.balance().isEmpty()) {
      sketch.glyph(Glyph.CROSS, Ink.MISSING, x, scale.at(0), radius, tip);
      return;
    }
    Balance balance = point.balance().get();
    double y = scale.at(balance.flop());
    if (!balance.complete()) {
      sketch.glyph(Glyph.ARROW, Ink.HOLLOW, x, y, radius, "");
    }
    sketch.glyph(balance.glyph(), balance.ink(), x, y, radius, tip);
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

  private void levels(Sketch sketch, PeriodAxis axis, Scale scale, boolean narrow) {
    LevelNames names = new LevelNames();
    names.add(Ink.TICK, 0, "zero");
    points.reversed().stream()
        .flatMap(point -> point.balance().flatMap(Balance::limits).stream())
        .findFirst()
        .ifPresent(limits -> {
          String suffix = narrow ? "" : " limit";
          names.add(Ink.ALARM_LIMIT, limits.alarmFlop(), "alarm" + suffix);
          names.add(Ink.REFUTATION_LIMIT, limits.refutationFlop(), "refutation" + suffix);
        });
    visibleGoal().ifPresent(goal -> names.add(Ink.GOAL, goal, "goal"));
    names.write(sketch, axis.right() + 5, scale);
  }
}
