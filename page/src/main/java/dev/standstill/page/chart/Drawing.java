package dev.standstill.page.chart;

import java.util.List;

/**
 * A finished chart.
 *
 * @param id unique on its page
 * @param title what it shows
 * @param description what it shows to somebody who cannot see it
 * @param width of the view box
 * @param height of the view box
 * @param shapes back to front
 * @param labels in front of all shapes
 */
public record Drawing(
    String id,
    String title,
    String description,
    int width,
    int height,
    List<Shape> shapes,
    List<Label> labels) {

  /**
   * A path.
   *
   * @param ink what it means
   * @param path SVG path data
   * @param tip shown when pointed at; empty for none
   */
  public record Shape(Ink ink, String path, String tip) {}

  /** A line of text. */
  public record Label(Ink ink, String x, String y, Anchor anchor, String text) {}

  /** Which end of a text stands at its place. */
  public enum Anchor {
    START("start"),
    MIDDLE("middle"),
    END("end");

    private final String svg;

    Anchor(String svg) {
      this.svg = svg;
    }

    public String svg() {
      return svg;
    }
  }

  public Drawing {
    shapes = List.copyOf(shapes);
    labels = List.copyOf(labels);
  }
}
