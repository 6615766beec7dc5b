package dev.standstill.page.chart;

import dev.standstill.page.chart.BalancePoint.Balance;
import dev.standstill.page.chart.Drawing.Anchor;
import dev.standstill.page.words.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The unaccounted compute of a single period along one line.
 *
 * @param point the period
 * @param goalFlop what must be detectable; drawn where the scale reaches it
 * @param detectableFlop what would have been detected; drawn where the scale reaches it
 */
public record BalanceLine(
    BalancePoint point, OptionalDouble goalFlop, OptionalDouble detectableFlop) {

  private static final double ROW = 17;
  private static final double FIRST_ROW = 44;
  private static final double HALF_BAND = 17;

  private record Level(Ink ink, double flop, String name) {}

  public Drawing draw(ChartName name, int width) {
    Sketch sketch = new Sketch();
    List<Level> levels = levels();
    double middle = FIRST_ROW + ROW * levels.size() + HALF_BAND + 6;
    double baseline = middle + HALF_BAND + 8;
    Scale scale = Scale.around(extent(levels), 12, width - 12.0);
    axis(sketch, scale, baseline, width);
    point.balance().ifPresent(balance -> bands(sketch, scale, balance, middle));
    for (int row = 0; row < levels.size(); row++) {
      level(sketch, scale, levels.get(row), FIRST_ROW + ROW * row, baseline, width);
    }
    point
        .balance()
        .ifPresentOrElse(
            balance -> mark(sketch, scale, balance, middle),
            () -> {
              sketch.box(Ink.MISSING_SLOT, 0, middle - HALF_BAND, width, middle + HALF_BAND);
              sketch.glyph(Glyph.CROSS, Ink.MISSING, width / 2.0, middle, 6, point.tip());
            });
    return sketch.finish(name, width, (int) Math.ceil(baseline + 38));
  }

  /** From left to right. Each is named in a row of its own, the leftmost on top. */
  private List<Level> levels() {
    List<Level> levels = new ArrayList<>();
    levels.add(new Level(Ink.ZERO, 0, "zero: all that was performed was declared"));
    point
        .balance()
        .flatMap(Balance::limits)
        .ifPresent(limits -> {
          levels.add(
              new Level(
                  Ink.ALARM_LIMIT, limits.alarmFlop(), named("alarm limit", limits.alarmFlop())));
          levels.add(
              new Level(
                  Ink.REFUTATION_LIMIT,
                  limits.refutationFlop(),
                  named("refutation limit", limits.refutationFlop())));
        });
    double reach = 1.5 * reach();
    detectableFlop.ifPresent(flop -> {
      if (flop <= reach) {
        levels.add(new Level(Ink.DETECTABLE, flop, named("detectable amount", flop)));
      }
    });
    goalFlop.ifPresent(flop -> {
      if (flop <= reach) {
        levels.add(new Level(Ink.GOAL, flop, named("goal", flop)));
      }
    });
    levels.sort(Comparator.comparingDouble(Level::flop));
    return levels;
  }

  private static String named(String name, double flop) {
    return name + ", " + Figures.scientific(flop);
  }

  private double reach() {
    return point
        .balance()
        .map(b ->
            Math.max(
                Math.abs(b.flop()) + 2 * b.sigmaFlop(),
                b.limits().map(BalancePoint.Limits::refutationFlop).orElse(0.0)))
        .orElse(0.0);
  }

  private List<Double> extent(List<Level> levels) {
    List<Double> values = new ArrayList<>(levels.stream().map(Level::flop).toList());
    point
        .balance()
        .ifPresent(b -> {
          values.add(b.flop() - 2 * b.sigmaFlop());
          values.add(b.flop() + 2 * b.sigmaFlop());
        });
    return values;
  }

  private static void axis(Sketch sketch, Scale scale, double baseline, int width) {
    int exponent = scale.exponent();
    String unit = exponent == 0 ? "FLOP" : Figures.powerOfTen(exponent) + " FLOP";
    sketch.label(Ink.CAPTION, 0, 12, Anchor.START, "Unaccounted compute, in " + unit);
    sketch.line(Ink.AXIS, 0, baseline, width, baseline);
    for (double tick : scale.ticks(width < 500 ? 5 : 8)) {
      double x = scale.at(tick);
      sketch.line(Ink.AXIS, x, baseline, x, baseline + 4);
      sketch.label(Ink.TICK, x, baseline + 16, Anchor.MIDDLE, Scale.tick(tick, exponent));
    }
    boolean narrow = width < 500;
    sketch.label(
        Ink.TICK,
        0,
        baseline + 33,
        Anchor.START,
        narrow ? "← not performed" : "← declared but not performed");
    sketch.label(Ink.TICK, width, baseline + 33, Anchor.END, "performed but not declared →");
  }

  private static void bands(Sketch sketch, Scale scale, Balance b, double middle) {
    double sigma = b.sigmaFlop();
    sketch.box(
        b.complete() ? Ink.TWO_SIGMA : Ink.BOUND,
        scale.at(b.flop() - 2 * sigma),
        middle - HALF_BAND,
        scale.at(b.flop() + 2 * sigma),
        middle + HALF_BAND);
    if (b.complete()) {
      sketch.box(
          Ink.ONE_SIGMA,
          scale.at(b.flop() - sigma),
          middle - HALF_BAND,
          scale.at(b.flop() + sigma),
          middle + HALF_BAND);
    }
  }

  private void mark(Sketch sketch, Scale scale, Balance balance, double middle) {
    sketch.glyph(
        balance.glyph(), balance.ink(), scale.at(balance.flop()), middle, 6.5, point.tip());
  }

  private static void level(
      Sketch sketch, Scale scale, Level level, double row, double baseline, int width) {
    double x = scale.at(level.flop());
    sketch.line(level.ink(), x, row - 11, x, baseline);
    boolean fits = x + 5 + Sketch.textWidth(level.name()) <= width;
    sketch.label(
        level.ink(), fits ? x + 5 : x - 5, row, fits ? Anchor.START : Anchor.END, level.name());
  }
}
