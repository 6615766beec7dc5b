package dev.standstill.page.chart;

import dev.standstill.page.chart.Drawing.Anchor;
import dev.standstill.page.chart.Drawing.Label;
import dev.standstill.page.chart.Drawing.Shape;
import java.util.ArrayList;
import java.util.List;

/** A drawing in the making. */
final class Sketch {

  /** Mean width of a character in the labels' font size, for placing text without measuring it. */
  private static final double CHARACTER = 6;

  private final List<Shape> shapes = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();

  void line(Ink ink, double x1, double y1, double x2, double y2) {
    path(ink, "M" + at(x1, y1) + "L" + at(x2, y2), "");
  }

  void box(Ink ink, double left, double top, double right, double bottom) {
    path(
        ink,
        "M" + at(left, top) + "H" + round(right) + "V" + round(bottom) + "H" + round(left) + "Z",
        "");
  }

  /** Spots joined in order. */
  void course(Ink ink, List<double[]> spots) {
    StringBuilder path = new StringBuilder();
    for (double[] spot : spots) {
      path.append(path.isEmpty() ? "M" : "L").append(at(spot[0], spot[1]));
    }
    if (spots.size() > 1) {
      path(ink, path.toString(), "");
    }
  }

  /** The area between an upper course and a lower one. */
  void band(Ink ink, List<double[]> upper, List<double[]> lower) {
    StringBuilder path = new StringBuilder();
    for (double[] spot : upper) {
      path.append(path.isEmpty() ? "M" : "L").append(at(spot[0], spot[1]));
    }
    for (double[] spot : lower.reversed()) {
      path.append("L").append(at(spot[0], spot[1]));
    }
    if (upper.size() > 1) {
      path(ink, path.append("Z").toString(), "");
    }
  }

  void glyph(Glyph glyph, Ink ink, double x, double y, double radius, String tip) {
    path(ink, glyph.path(x, y, radius), tip);
  }

  /** Neighbours that mean the same and say nothing of their own become one path. */
  void path(Ink ink, String path, String tip) {
    if (!shapes.isEmpty() && tip.isEmpty()) {
      Shape last = shapes.getLast();
      if (last.ink() == ink && last.tip().isEmpty()) {
        shapes.set(shapes.size() - 1, new Shape(ink, last.path() + path, ""));
        return;
      }
    }
    shapes.add(new Shape(ink, path, tip));
  }

  void label(Ink ink, double x, double y, Anchor anchor, String text) {
    labels.add(new Label(ink, round(x), round(y), anchor, text));
  }

  Drawing finish(ChartName name, int width, int height) {
    return new Drawing(name.id(), name.title(), name.description(), width, height, shapes, labels);
  }

  static double textWidth(String text) {
    return CHARACTER * text.codePointCount(0, text.length());
  }

  static String at(double x, double y) {
    return round(x) + " " + round(y);
  }

  /** A tenth of a unit is finer than any screen shows; fixed rounding keeps the bytes the same. */
  static String round(double value) {
    long tenths = Math.round(value * 10);
    String sign = tenths < 0 ? "-" : "";
    long size = Math.abs(tenths);
    return sign + size / 10 + (size % 10 == 0 ? "" : "." + size % 10);
  }
}
