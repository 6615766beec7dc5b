package dev.standstill.page.chart;

import java.util.Locale;

/** What a mark means; the style sheet says how that looks in light, in dark and on paper. */
public enum Ink {
  AXIS,
  GRID,
  ZERO,
  ONE_SIGMA,
  TWO_SIGMA,
  BOUND,
  COURSE,
  FIRST_CURVE,
  SECOND_CURVE,
  THIRD_CURVE,
  FOURTH_CURVE,
  FIFTH_CURVE,
  ALARM_LIMIT,
  REFUTATION_LIMIT,
  GOAL,
  DETECTABLE,
  WITHIN,
  ALARM,
  BEYOND,
  HOLLOW,
  MISSING,
  MISSING_SLOT,
  TICK,
  CAPTION;

  /** The class in the style sheet. */
  public String css() {
    return "ink-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
