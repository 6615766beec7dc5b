package dev.standstill.page.chart;

import dev.standstill.page.chart.Drawing.Anchor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Names of levels at the right ends of their lines, moved apart where they would overlap. */
final class LevelNames {

  private static final double DISTANCE = 13;

  private final List<Level> levels = new ArrayList<>();

  private record Level(Ink ink, double value, String name) {}

  void add(Ink ink, double value, String name) {
    levels.add(new Level(ink, value, name));
  }

  /** Writes them from the lowest up, each at its level or as little above it as must be. */
  void write(Sketch sketch, double x, Scale scale) {
    levels.sort(Comparator.comparingDouble(Level::value));
    double ceiling = Double.POSITIVE_INFINITY;
    for (Level level : levels) {
      double y = Math.min(scale.at(level.value()) + 4, ceiling - DISTANCE);
      sketch.label(level.ink(), x, y, Anchor.START, level.name());
      ceiling = y;
    }
  }
}
