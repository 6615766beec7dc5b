package dev.standstill.core.study;

import dev.standstill.core.accountancy.Covariance;
import java.util.Arrays;

/** How a violation of one total is spread over the periods. */
public enum LossShape {
  /** All of it in the period after the middle. */
  ABRUPT,
  /** Evenly over all periods. */
  PROTRACTED,
  /** Evenly over the second half. */
  SECOND_HALF,
  /**
   * In proportion to the covariance's row sums: of all spreads the one that is hardest to find, for
   * any test, by Cauchy and Schwarz.
   */
  HARDEST;

  /**
   * Each period's share of the total; the shares sum to 1. Those of {@link #HARDEST} may be
   * negative where balances are wrong in opposite directions.
   */
  public double[] shares(Covariance covariance) {
    int periods = covariance.periods();
    double[] shares = new double[periods];
    int half = periods / 2;
    switch (this) {
      case ABRUPT -> shares[half] = 1;
      case PROTRACTED -> Arrays.fill(shares, 1.0 / periods);
      case SECOND_HALF -> Arrays.fill(shares, half, periods, 1.0 / (periods - half));
      case HARDEST -> {
        double total = 0;
        for (int a = 0; a < periods; a++) {
          for (int b = 0; b < periods; b++) {
            shares[a] += covariance.between(a + 1, b + 1);
          }
          total += shares[a];
        }
        for (int a = 0; a < periods; a++) {
          shares[a] /= total;
        }
      }
    }
    return shares;
  }
}
