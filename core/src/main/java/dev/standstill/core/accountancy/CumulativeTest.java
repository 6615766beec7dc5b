package dev.standstill.core.accountancy;

/**
 * The test of the sum of the unaccounted compute over periods 1 to n (CUMUF).
 *
 * <p>It is the most powerful test of a loss proportional to Sigma 1, and that pattern is the
 * hardest one to find for a given total, because d' Sigma^-1 d is at least (1'd)^2 / (1' Sigma 1)
 * by Cauchy and Schwarz. What it detects with a given probability is therefore guaranteed against
 * every pattern, and known before any balance is closed (Avenhaus and Jaech 1981).
 *
 * <p>The false alarm probability of {@code rule} is that of one look, after the n agreed upon.
 *
 * @param covariance of all periods that may be summed
 * @param rule how many sigma of the sum make an alarm
 */
public record CumulativeTest(Covariance covariance, OneShotTest rule) {

  /** The sums C_1 to C_n of the unaccounted compute of the first n periods. */
  public double[] sums(double... unaccounted) {
    if (unaccounted.length < 1 || unaccounted.length > covariance.periods()) {
      throw new IllegalArgumentException(
          unaccounted.length + " amounts for " + covariance.periods() + " periods");
    }
    double[] sums = Require.finite(unaccounted, "unaccounted compute").clone();
    for (int i = 1; i < sums.length; i++) {
      sums[i] += sums[i - 1];
    }
    return sums;
  }

  /** The sum over all periods given, in its own sigma. */
  public double standardised(double... unaccounted) {
    return last(unaccounted) / positiveSigma(unaccounted.length);
  }

  /** Whether the sum over all periods given is an alarm. */
  public boolean alarms(double... unaccounted) {
    return rule.alarms(last(unaccounted), positiveSigma(unaccounted.length));
  }

  /** The total over the first {@code periods} that is found with at least this probability. */
  public double guaranteedDetectable(int periods, double detectionProbability) {
    return rule.minimumDetectable(detectionProbability, covariance.cumulativeSigma(periods));
  }

  /**
   * The least probability of an alarm when {@code total} is lost over the first {@code periods}.
   */
  public double guaranteedDetectionProbability(int periods, double total) {
    return rule.detectionProbability(total, positiveSigma(periods));
  }

  private double last(double[] unaccounted) {
    return sums(unaccounted)[unaccounted.length - 1];
  }

  private double positiveSigma(int periods) {
    return Require.positive(
        covariance.cumulativeSigma(periods), "sigma of the sum to period " + periods);
  }
}
