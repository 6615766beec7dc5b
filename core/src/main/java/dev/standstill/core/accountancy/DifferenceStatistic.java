package dev.standstill.core.accountancy;

import java.util.List;

/**
 * What inspectors' own measurements of sampled items say of a whole declaration (the D statistic;
 * Bowen and Bennett 1988): per stratum N/n times the sum of declared less verified.
 *
 * <p>D = sum over beginning inventories and inputs - sum over outputs and ending inventories, so
 * that the unaccounted compute less D estimates what is truly missing when the declarations of the
 * items are false. <b>Sign: an output stratum overstated (declared use, idle, off) or an input
 * stratum understated makes D negative and hides compute.</b>
 *
 * @param strata every stratum that was sampled, at least one
 */
public record DifferenceStatistic(List<Stratum> strata) {

  /** On which side of the balance a stratum stands. */
  public enum Side {
    /** Beginning inventory or input: what is stated here counts as performed. */
    ADDS(1),
    /** Output or ending inventory: what is stated here explains what was performed. */
    SUBTRACTS(-1);

    private final int sign;

    Side(int sign) {
      this.sign = sign;
    }
  }

  /**
   * One stratum of like items.
   *
   * @param name for whoever reads it
   * @param side where it enters the balance
   * @param population N, items in the stratum
   * @param differences declared less verified of each of the n sampled items, in one unit; at least
   *     one and at most N
   * @param random standard deviation of one difference's own error, in that unit, 0 or more
   * @param systematic standard deviation of the error that all differences share, in that unit
   */
  public record Stratum(
      String name,
      Side side,
      long population,
      List<Double> differences,
      double random,
      double systematic) {
    public Stratum {
      Require.name(name, "stratum");
      Require.notNegative(random, "random error of " + name);
      Require.notNegative(systematic, "systematic error of " + name);
      differences = List.copyOf(differences);
      if (differences.isEmpty() || differences.size() > population) {
        throw new IllegalArgumentException(
            "%s: %d sampled items of %d".formatted(name, differences.size(), population));
      }
      differences.forEach(difference -> Require.finite(difference, "difference in " + name));
    }

    /** N/n times the sum of the differences: positive where more is declared than was verified. */
    public double difference() {
      double sum = 0;
      for (double difference : differences) {
        sum += difference;
      }
      return population / (double) differences.size() * sum;
    }

    /** Standard deviation of {@link #difference}, in its unit. */
    public double sigma() {
      return population
          * StrictMath.sqrt(random * random / differences.size() + systematic * systematic);
    }

    /** Whether one sampled item by itself differs by more than so many sigma. */
    public boolean alarmsOnItem(double sigmas) {
      double limit = sigmas * StrictMath.sqrt(random * random + systematic * systematic);
      return differences.stream().anyMatch(difference -> Math.abs(difference) > limit);
    }
  }

  public DifferenceStatistic {
    Require.atLeastOne(strata.size(), "strata");
    strata = List.copyOf(strata);
  }

  /** D, in the unit of the differences. */
  public double value() {
    double sum = 0;
    for (Stratum stratum : strata) {
      sum += stratum.side().sign * stratum.difference();
    }
    return sum;
  }

  /** Standard deviation of D; strata are taken to be verified by independent instruments. */
  public double sigma() {
    double variance = 0;
    for (Stratum stratum : strata) {
      variance += stratum.sigma() * stratum.sigma();
    }
    return StrictMath.sqrt(variance);
  }

  /**
   * The estimate of what is truly unaccounted for, UC - D. Its sigma leaves out what the two have
   * in common, which makes it too large where the operator's and the inspectors' errors agree.
   *
   * @param balance the operator's own balance
   */
  public UnaccountedCompute corrected(UnaccountedCompute balance) {
    double sigma = sigma();
    return new UnaccountedCompute(
        balance.flop() - value(),
        StrictMath.sqrt(balance.sigmaFlop() * balance.sigmaFlop() + sigma * sigma));
  }
}
