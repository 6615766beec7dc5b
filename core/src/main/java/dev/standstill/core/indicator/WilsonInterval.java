package dev.standstill.core.indicator;

/** Wilson's score interval (1927) of a proportion: honest at the ends, where others are empty. */
public final class WilsonInterval {

  /** Quantile of the standard normal for 95 %, two-sided. */
  public static final double Z_95 = 1.959964;

  private WilsonInterval() {}

  /**
   * The interval of the share of which {@code marked} of {@code all} were seen.
   *
   * @param all 1 or more: of nothing there is no share
   * @param z quantile of the standard normal, above 0
   */
  public static Interval of(long marked, long all, double z) {
    Require.positive(z, "quantile");
    if (all < 1 || marked < 0 || marked > all) {
      throw new IllegalArgumentException("no proportion: " + marked + " of " + all);
    }
    double n = all;
    double p = marked / n;
    double zz = z * z;
    double centre = p + zz / (2 * n);
    double margin = z * StrictMath.sqrt(p * (1 - p) / n + zz / (4 * n * n));
    double scale = 1 + zz / n;
    // At the ends the exact bound is 0 or 1, which rounding would miss by an ulp.
    double low = marked == 0 ? 0 : Math.max(0, (centre - margin) / scale);
    double high = marked == all ? 1 : Math.min(1, (centre + margin) / scale);
    return new Interval(low, high);
  }
}
