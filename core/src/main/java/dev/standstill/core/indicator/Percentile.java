package dev.standstill.core.indicator;

/** Percentiles by linear interpolation between order statistics (Hyndman and Fan 1996, type 7). */
final class Percentile {

  private Percentile() {}

  /** The percentile of ascending values, at least one; {@code share} 0 to 1. */
  static double of(double[] ascending, double share) {
    double place = Require.share(share, "percentile") * (ascending.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, ascending.length - 1);
    return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
  }
}
