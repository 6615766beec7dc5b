package dev.standstill.core.indicator;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The straight line through log2 of p50 over days, by ordinary least squares.
 *
 * @param epoch the day that counts as 0
 * @param models how many it is drawn through, 2 or more
 * @param intercept log2 of minutes on the epoch
 * @param slope doublings per day
 * @param meanDay mean of the days since the epoch
 * @param daySquares sum of squared deviations of the days from their mean
 * @param residualVariance s^2, of log2 minutes, with n - 2 degrees of freedom; 0 for 2 models
 * @param determination r^2
 */
public record HorizonTrend(
    LocalDate epoch,
    int models,
    double intercept,
    double slope,
    double meanDay,
    double daySquares,
    double residualVariance,
    double determination) {

  /** A p50 below a thousandth of a minute is a bound of the method and no measurement. */
  private static final double LOG2_MINUTES_MIN = StrictMath.log(1e-3) / StrictMath.log(2);

  /** Confidence of every interval of this room. */
  static final double CONFIDENCE = 0.95;

  /** The line; empty if the models were released on fewer than two days. */
  public static Optional<HorizonTrend> through(List<ModelHorizon> models) {
    int n = models.size();
    if (models.stream().map(ModelHorizon::released).distinct().count() < 2) {
      return Optional.empty();
    }
    LocalDate epoch = models.getFirst().released();
    double[] t = new double[n];
    double[] y = new double[n];
    double tMean = 0;
    double yMean = 0;
    for (int i = 0; i < n; i++) {
      ModelHorizon model = models.get(i);
      t[i] = model.released().toEpochDay() - epoch.toEpochDay();
      y[i] = Math.max(LOG2_MINUTES_MIN, StrictMath.log(model.p50Minutes()) / StrictMath.log(2));
      tMean += t[i] / n;
      yMean += y[i] / n;
    }
    double tt = 0;
    double ty = 0;
    double yy = 0;
    for (int i = 0; i < n; i++) {
      tt += (t[i] - tMean) * (t[i] - tMean);
      ty += (t[i] - tMean) * (y[i] - yMean);
      yy += (y[i] - yMean) * (y[i] - yMean);
    }
    double slope = ty / tt;
    double residual = Math.max(0, yy - slope * ty);
    return Optional.of(
        new HorizonTrend(
            epoch,
            n,
            yMean - slope * tMean,
            slope,
            tMean,
            tt,
            n > 2 ? residual / (n - 2) : 0,
            yy > 0 ? 1 - residual / yy : 1));
  }

  /** Days in which the horizon doubles; empty if it does not grow. */
  public Optional<Double> doublingDays() {
    return slope > 0 ? Optional.of(1 / slope) : Optional.empty();
  }

  /**
   * 95 % interval of the doubling time in days, by Student's t of the slope. Its upper end is
   * infinity if a flat line cannot be excluded; empty without a degree of freedom, or if growth is
   * excluded.
   */
  public Optional<Interval> doublingInterval() {
    if (models <= 2) {
      return Optional.empty();
    }
    double margin = quantile() * slopeError();
    if (slope + margin <= 0) {
      return Optional.empty();
    }
    double slowest = slope - margin;
    return Optional.of(
        new Interval(1 / (slope + margin), slowest > 0 ? 1 / slowest : Double.POSITIVE_INFINITY));
  }

  /** Degrees of freedom of the residuals. */
  int freedom() {
    return models - 2;
  }

  /** Standard error of the slope. */
  double slopeError() {
    return StrictMath.sqrt(residualVariance / daySquares);
  }

  double quantile() {
    return StudentT.quantile(freedom(), (1 + CONFIDENCE) / 2);
  }

  double day(LocalDate date) {
    return (double) (date.toEpochDay() - epoch.toEpochDay());
  }
}
