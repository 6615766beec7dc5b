package dev.standstill.core.inspection;

import dev.standstill.core.accountancy.ErrorLaw;

/**
 * A look at one item that may miss what is wrong with it.
 *
 * @param identification Q, the probability that a defective item that is looked at is found so, 0
 *     to 1
 */
public record ImperfectTest(double identification) {

  public ImperfectTest {
    if (!(identification >= 0 && identification <= 1)) {
      throw new IllegalArgumentException(
          "a probability of identification must be 0 to 1, was " + identification);
    }
  }

  /**
   * A measurement that alarms beyond so many of its sigma: Q = 1 - Phi(t - g/s).
   *
   * @param removed g, the share of the item that is missing
   * @param relativeSigma s of the measurement, above zero
   * @param sigmas t, where it alarms; 3 by custom
   */
  public static ImperfectTest measuring(double removed, double relativeSigma, double sigmas) {
    if (!(relativeSigma > 0) || !(removed >= 0) || !Double.isFinite(sigmas)) {
      throw new IllegalArgumentException(
          "a measurement needs a sigma above zero and a share removed of 0 or more");
    }
    return new ImperfectTest(ErrorLaw.normal().upperTail(sigmas - removed / relativeSigma));
  }

  /**
   * The probability that a sample finds a defect: 1 - sum over k of Hyp(k; N, d, n) (1 - Q)^k.
   *
   * @param population N
   * @param defects d, 0 to N
   * @param sample n, 0 to N
   */
  public double detectionProbability(long population, long defects, long sample) {
    if (population < 1
        || defects < 0
        || defects > population
        || sample < 0
        || sample > population) {
      throw new IllegalArgumentException(
          "no sample of %d with %d defects among %d".formatted(sample, defects, population));
    }
    long few = Math.min(defects, sample);
    long many = Math.max(defects, sample);
    long least = Math.max(0, few + many - population);
    // log C(few, k) + log C(N - few, many - k) - log C(N, many), from k to k + 1 by its ratio.
    double log = logChoose(few, least) + logChoose(population - few, many - least);
    log -= logChoose(population, many);
    double missed = 0;
    double keeps = StrictMath.log(1 - identification);
    for (long k = least; k <= few; k++) {
      missed += k == 0 ? StrictMath.exp(log) : StrictMath.exp(log + (double) k * keeps);
      double up = (double) (few - k) * (many - k);
      double down = (double) (k + 1) * (population - few - many + k + 1);
      log += StrictMath.log(up / down);
    }
    return Math.clamp(1 - missed, 0, 1);
  }

  /** The usual approximation 1 - (1 - n Q / N)^d. */
  public double approximateDetection(long population, long defects, long sample) {
    return 1 - StrictMath.pow(1 - sample * identification / population, (double) defects);
  }

  /**
   * The smallest sample that finds a defect with this probability, or one more than the population
   * if even all of it does not.
   */
  public long sampleFor(long population, long defects, double probability) {
    long low = 0;
    long high = population + 1;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (middle > population || detectionProbability(population, defects, middle) >= probability) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static double logChoose(long n, long k) {
    double log = 0;
    for (long i = 1; i <= Math.min(k, n - k); i++) {
      log += StrictMath.log((n - i + 1) / (double) i);
    }
    return log;
  }
}
