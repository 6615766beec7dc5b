package dev.standstill.page.chart;

/** The form of a mark, so that an outcome can be told without its colour. */
public enum Glyph {
  CIRCLE,
  TRIANGLE,
  /** Point downwards: significantly more declared than performed. */
  INVERTED,
  DIAMOND,
  CROSS,
  /** Points upwards from a lower bound. */
  ARROW;

  /** Path data of this form around a centre. */
  public String path(double x, double y, double r) {
    return switch (this) {
      case CIRCLE -> "M" + Sketch.at(x - r, y) + arc(r, 2 * r) + arc(r, -2 * r) + "Z";
      case TRIANGLE -> triangle(x, y, 1.35 * r);
      case INVERTED -> triangle(x, y, -1.35 * r);
      case DIAMOND ->
          "M"
              + Sketch.at(x, y - 1.35 * r)
              + "L"
              + Sketch.at(x + 1.35 * r, y)
              + "L"
              + Sketch.at(x, y + 1.35 * r)
              + "L"
              + Sketch.at(x - 1.35 * r, y)
              + "Z";
      case CROSS ->
          "M"
              + Sketch.at(x - r, y - r)
              + "L"
              + Sketch.at(x + r, y + r)
              + "M"
              + Sketch.at(x - r, y + r)
              + "L"
              + Sketch.at(x + r, y - r);
      case ARROW ->
          "M"
              + Sketch.at(x, y - r)
              + "V"
              + Sketch.round(y - 4 * r)
              + "M"
              + Sketch.at(x - r, y - 3 * r)
              + "L"
              + Sketch.at(x, y - 4 * r)
              + "L"
              + Sketch.at(x + r, y - 3 * r);
    };
  }

  private static String arc(double r, double along) {
    return "a" + Sketch.at(r, r) + " 0 1 0 " + Sketch.at(along, 0);
  }

  private static String triangle(double x, double y, double r) {
    return "M"
        + Sketch.at(x, y - r)
        + "L"
        + Sketch.at(x + r, y + 0.8 * r)
        + "L"
        + Sketch.at(x - r, y + 0.8 * r)
        + "Z";
  }
}
