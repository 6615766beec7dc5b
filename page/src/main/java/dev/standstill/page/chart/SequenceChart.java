package dev.standstill.page.chart;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.page.chart.Drawing.Anchor;
import dev.standstill.page.words.Figures;
import java.util.ArrayList;
import java.util.List;

/**
 * The course of one sequential test.
 *
 * @param periods all periods of the area, in order
 * @param values one for each tested period
 * @param limits levels it is held against
 * @param unit of the values, for the axis
 */
public record SequenceChart(
    List<BalancePeriod> periods, List<Value> values, List<Limit> limits, String unit) {

  private static final int WIDTH = 350;
  private static final int HEIGHT = 190;
  private static final double TOP = 22;
  private static final double RIGHT = 58;

  /**
   * One value.
   *
   * @param place which period, counted from 0
   * @param amount its statistic
   * @param sigma the standard deviation to draw around it; 0 for none
   */
  public record Value(int place, double amount, double sigma) {}

  /**
   * A level to be crossed.
   *
   * @param ink alarm or refutation
   * @param name as written at its right end
   * @param amounts one for each value
   */
  public record Limit(Ink ink, String name, List<Double> amounts) {}

  public SequenceChart {
    periods = List.copyOf(periods);
    values = List.copyOf(values);
    limits = List.copyOf(limits);
  }

  public Drawing draw(ChartName name) {
    Sketch sketch = new Sketch();
    PeriodAxis axis = new PeriodAxis(periods, 34, WIDTH - RIGHT);
    Scale scale = Scale.around(extent(), HEIGHT - 26.0, TOP);
    frame(sketch, axis, scale);
    band(sketch, axis, scale, 2, Ink.TWO_SIGMA);
    band(sketch, axis, scale, 1, Ink.ONE_SIGMA);
    sketch.line(Ink.ZERO, axis.left(), scale.at(0), axis.right(), scale.at(0));
    limits.forEach(limit -> limit(sketch, axis, scale, limit));
    sketch.course(Ink.COURSE, spots(axis, scale, 0));
    double radius = Math.clamp(axis.slot() * 0.3, 1.6, 3);
    for (Value value : values) {
      sketch.glyph(
          Glyph.CIRCLE,
          Ink.WITHIN,
          axis.centre(value.place()),
          scale.at(value.amount()),
          radius,
          Figures.period(periods.get(value.place())) + ": " + Figures.scientific(value.amount()));
    }
    LevelNames names = new LevelNames();
    names.add(Ink.TICK, 0, "zero");
    limits.forEach(limit -> names.add(limit.ink(), limit.amounts().getLast(), limit.name()));
    names.write(sketch, axis.right() + 5, scale);
    return sketch.finish(name, WIDTH, HEIGHT);
  }

  private List<Double> extent() {
    List<Double> extent = new ArrayList<>();
    for (Value value : values) {
      extent.add(value.amount() - 2 * value.sigma());
      extent.add(value.amount() + 2 * value.sigma());
    }
    limits.forEach(limit -> extent.addAll(limit.amounts()));
    return extent;
  }

  private void frame(Sketch sketch, PeriodAxis axis, Scale scale) {
    int exponent = scale.exponent();
    for (double tick : scale.ticks(4)) {
      double y = scale.at(tick);
      sketch.line(Ink.GRID, axis.left(), y, axis.right(), y);
      // At the very bottom its number would run into the dates.
      if (scale.from() - y > 6) {
        sketch.label(Ink.TICK, axis.left() - 6, y + 4, Anchor.END, Scale.tick(tick, exponent));
      }
    }
    String power = exponent == 0 ? "" : Figures.powerOfTen(exponent) + " ";
    sketch.label(Ink.TICK, 0, 11, Anchor.START, "in " + power + unit);
    axis.draw(sketch, scale.from());
  }

  private void band(Sketch sketch, PeriodAxis axis, Scale scale, int sigmas, Ink ink) {
    if (values.stream().anyMatch(value -> value.sigma() > 0)) {
      sketch.band(ink, spots(axis, scale, sigmas), spots(axis, scale, -sigmas));
    }
  }

  private void limit(Sketch sketch, PeriodAxis axis, Scale scale, Limit limit) {
    List<double[]> spots = new ArrayList<>();
    for (int i = 0; i < limit.amounts().size(); i++) {
      double y = scale.at(limit.amounts().get(i));
      spots.add(new double[] {axis.start(values.get(i).place()), y});
      spots.add(new double[] {axis.start(values.get(i).place() + 1), y});
    }
    sketch.course(limit.ink(), spots);
  }

  private List<double[]> spots(PeriodAxis axis, Scale scale, int sigmas) {
    return values.stream()
        .map(value ->
            new double[] {
              axis.centre(value.place()), scale.at(value.amount() + sigmas * value.sigma())
            })
        .toList();
  }
}
