package dev.standstill.page.chart;

import dev.standstill.page.chart.Drawing.Anchor;
import dev.standstill.page.words.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Curves over one axis, each named at its right end. They differ by their dashes as well as by
 * their colours.
 *
 * @param x the axis along which they run
 * @param y their values
 * @param curves one to five
 */
public record CurveChart(Axis x, Axis y, List<Curve> curves) {

  private static final int WIDTH = 560;
  private static final int HEIGHT = 340;
  private static final double LEFT = 58;
  private static final double RIGHT = 110;
  private static final double TOP = 52;
  private static final double NAME_DISTANCE = 13;
  private static final double BOTTOM = 44;
  private static final int TICKS = 6;
  private static final List<Ink> INKS =
      List.of(
          Ink.FIRST_CURVE, Ink.SECOND_CURVE, Ink.THIRD_CURVE, Ink.FOURTH_CURVE, Ink.FIFTH_CURVE);

  /**
   * An axis.
   *
   * @param title what is along it, with its unit
   * @param from least value
   * @param to largest value, above {@code from}
   * @param logarithmic whether a factor is a distance; then {@code from} is above 0
   */
  public record Axis(String title, double from, double to, boolean logarithmic) {
    public Axis {
      if (!(from < to) || (logarithmic && !(from > 0))) {
        throw new IllegalArgumentException("no axis from " + from + " to " + to);
      }
    }

    private double place(double value) {
      return logarithmic ? StrictMath.log10(value) : value;
    }
  }

  /** A point of a curve. */
  public record Point(double x, double y) {}

  /**
   * A curve.
   *
   * @param name as written at its end
   * @param points from left to right, at least one
   */
  public record Curve(String name, List<Point> points) {
    public Curve {
      points = List.copyOf(points);
    }
  }

  public CurveChart {
    curves = List.copyOf(curves);
    if (curves.isEmpty() || curves.size() > INKS.size()) {
      throw new IllegalArgumentException(curves.size() + " curves; 1 to 5 can be told apart");
    }
  }

  public Drawing draw(ChartName name) {
    Sketch sketch = new Sketch();
    Scale across = new Scale(x.place(x.from), x.place(x.to), LEFT, WIDTH - RIGHT);
    Scale up = new Scale(y.place(y.from), y.place(y.to), HEIGHT - BOTTOM, TOP);
    frame(sketch, across, up);
    for (int i = 0; i < curves.size(); i++) {
      List<double[]> spots = new ArrayList<>();
      for (Point point : curves.get(i).points()) {
        spots.add(new double[] {across.at(x.place(point.x())), up.at(y.place(point.y()))});
      }
      sketch.course(INKS.get(i), spots);
    }
    names(sketch, up);
    sketch.label(Ink.CAPTION, 0, 14, Anchor.START, name.title());
    return sketch.finish(name, WIDTH, HEIGHT);
  }

  /** At the curves' ends, from the highest down, moved apart where they would overlap. */
  private void names(Sketch sketch, Scale up) {
    List<Integer> order =
        IntStream.range(0, curves.size())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -last(i)))
            .toList();
    double above = Double.NEGATIVE_INFINITY;
    for (int i : order) {
      double at = Math.max(up.at(y.place(last(i))) + 4, above + NAME_DISTANCE);
      sketch.label(INKS.get(i), WIDTH - RIGHT + 6, at, Anchor.START, curves.get(i).name());
      above = at;
    }
  }

  private double last(int curve) {
    return curves.get(curve).points().getLast().y();
  }

  private void frame(Sketch sketch, Scale across, Scale up) {
    for (double tick : ticks(y, up)) {
      double at = up.at(tick);
      sketch.line(Ink.GRID, across.from(), at, across.to(), at);
      sketch.label(Ink.TICK, across.from() - 6, at + 4, Anchor.END, number(y, tick));
    }
    sketch.line(Ink.AXIS, across.from(), up.from(), across.to(), up.from());
    for (double tick : ticks(x, across)) {
      double at = across.at(tick);
      sketch.line(Ink.AXIS, at, up.from(), at, up.from() + 4);
      sketch.label(Ink.TICK, at, up.from() + 16, Anchor.MIDDLE, number(x, tick));
    }
    double middle = (across.from() + across.to()) / 2;
    sketch.label(Ink.TICK, middle, HEIGHT - 6.0, Anchor.MIDDLE, x.title());
    sketch.label(Ink.TICK, 0, TOP - 16, Anchor.START, y.title());
  }

  /** Ticks in the axis' own places; those of a logarithmic one are powers of ten. */
  private static List<Double> ticks(Axis axis, Scale scale) {
    if (!axis.logarithmic()) {
      return scale.ticks(TICKS);
    }
    List<Double> powers = new ArrayList<>();
    for (int power = (int) Math.ceil(scale.low()); power <= scale.high(); power++) {
      powers.add((double) power);
    }
    return powers;
  }

  private static String number(Axis axis, double place) {
    return axis.logarithmic() ? Figures.powerOfTen((int) place) : Scale.tick(place, 0);
  }
}
