package dev.standstill.core.indicator;

import java.time.LocalDate;

/**
 * A trend carried beyond its last model, on the assumption that it goes on as it did.
 *
 * @param trend of at least three models
 */
public record Forecast(HorizonTrend trend) {

  /** Past this many days from the epoch a date is a figure of speech. */
  private static final double DAYS_MAX = 365_250;

  public Forecast {
    if (trend.models() < 3) {
      throw new IllegalArgumentException(
          "a forecast needs three models or more, there are " + trend.models());
    }
    if (!(trend.residualVariance() > 0)) {
      throw new IllegalArgumentException("a forecast needs residuals; the models lie on the line");
    }
  }

  /** When a level is reached, or that no date can be given. */
  public sealed interface Crossing {

    /**
     * The line reaches the level on a day, and the interval of days is bounded.
     *
     * @param day estimate
     * @param earliest lower end of Fieller's 95 % interval
     * @param latest its upper end
     * @param g how far the slope is from certain, 0 to 1: (t se / b)^2
     */
    record Dated(LocalDate day, LocalDate earliest, LocalDate latest, double g)
        implements Crossing {}

    /**
     * The data do not exclude a flat line, or put the days beyond any calendar: undecided.
     *
     * @param g 1 or more where a flat line is not excluded
     */
    record Unbounded(double g) implements Crossing {}
  }

  /**
   * Probability that a model released on the day has at least this p50: the chance of a new point
   * above the level.
   */
  public double probabilityReached(double levelMinutes, LocalDate day) {
    return tail(levelMinutes, day, trend.residualVariance());
  }

  /** Probability that the trend itself has reached the level by the day. */
  public double probabilityOfMean(double levelMinutes, LocalDate day) {
    return tail(levelMinutes, day, 0);
  }

  private double tail(double levelMinutes, LocalDate day, double ownVariance) {
    double t = trend.day(day);
    double off = t - trend.meanDay();
    double lineVariance =
        trend.residualVariance() * (1.0 / trend.models() + off * off / trend.daySquares());
    double above = log2(levelMinutes) - (trend.intercept() + trend.slope() * t);
    // The upper tail as the lower one of the other sign: 1 - p would lose the small ones.
    return StudentT.cumulative(
        trend.freedom(), -above / StrictMath.sqrt(ownVariance + lineVariance));
  }

  /**
   * When the trend reaches a level, with the interval of Fieller (1954) for a ratio of two
   * estimates.
   */
  public Crossing crossing(double levelMinutes) {
    double b = trend.slope();
    double q = trend.quantile();
    double scaled = q * q * trend.residualVariance();
    double se = trend.slopeError();
    double g = q * q * se * se / (b * b);
    if (!(g < 1) || b <= 0) {
      return new Crossing.Unbounded(g);
    }
    double rise = log2(levelMinutes) - trend.intercept();
    double mean = trend.meanDay();
    double square = b * b - scaled / trend.daySquares();
    double half = rise * b - scaled * mean / trend.daySquares();
    double constant =
        rise * rise - scaled * (1.0 / trend.models() + mean * mean / trend.daySquares());
    // Non-negative whenever g < 1: the estimate itself always solves the inequality.
    double root = StrictMath.sqrt(Math.max(0, half * half - square * constant));
    double earliest = (half - root) / square;
    double latest = (half + root) / square;
    if (!(Math.abs(earliest) < DAYS_MAX) || !(Math.abs(latest) < DAYS_MAX)) {
      return new Crossing.Unbounded(g);
    }
    return new Crossing.Dated(date(rise / b), date(earliest), date(latest), g);
  }

  private LocalDate date(double days) {
    return trend.epoch().plusDays(StrictMath.round(days));
  }

  private static double log2(double minutes) {
    return StrictMath.log(Require.positive(minutes, "level in minutes")) / StrictMath.log(2);
  }
}
