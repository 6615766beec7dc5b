package dev.standstill.core.inspection;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.LongPredicate;

/**
 * How many of N items must be drawn, without putting back, so that at least one of d defects is
 * among them with probability 1 - beta or more.
 *
 * <p>Each rule is decided in integers, with beta = a/b exactly as it was written (Avenhaus and
 * Canty 1996; the approximations as in the IAEA's statistical manual and Jaech 1973):
 *
 * <pre>
 * exact   C(N-d, n) / C(N, n) &lt;= beta
 * IAEA    ((N-n) / N)^d &lt;= beta
 * Jaech   (1 - 2n / (2N-d+1))^d &lt;= beta, or everything it can ask for
 * </pre>
 *
 * @param population N, 1 to {@link #POPULATION_MAX}
 * @param defects d, 1 to N
 * @param miss beta, the probability of missing them all that is accepted, 0 to 1 exclusive
 */
public record SampleSize(long population, long defects, Ratio miss) {

  /** Powers of larger populations would take minutes. */
  public static final long POPULATION_MAX = 1_000_000;

  public SampleSize {
    if (population < 1 || population > POPULATION_MAX) {
      throw new IllegalArgumentException(
          "the population must be 1 to %d items, not %d".formatted(POPULATION_MAX, population));
    }
    if (defects < 1 || defects > population) {
      throw new IllegalArgumentException(
          "the defects must be 1 to the population of %d, not %d".formatted(population, defects));
    }
    if (miss.signum() <= 0 || miss.minus(Ratio.ONE).signum() >= 0) {
      throw new IllegalArgumentException("the probability must lie between 0 and 1");
    }
  }

  /** For a detection probability as it is written, such as 0.95. */
  public static SampleSize detecting(long population, long defects, BigDecimal probability) {
    return new SampleSize(population, defects, Ratio.ONE.minus(Ratio.of(probability)));
  }

  /**
   * How many items somebody must remove a fraction {@code gamma} from to gain the goal amount: d =
   * ceil(M / (gamma x)).
   *
   * @param goal M, above zero
   * @param content x of one item, in the unit of the goal, above zero
   * @param removed gamma, above 0 and at most 1
   */
  public static long defectsFor(Ratio goal, Ratio content, Ratio removed) {
    if (goal.signum() <= 0
        || content.signum() <= 0
        || removed.signum() <= 0
        || removed.minus(Ratio.ONE).signum() > 0) {
      throw new IllegalArgumentException(
          "goal and content must be above zero, the fraction removed above 0 and at most 1");
    }
    Ratio items = goal.over(content.times(removed));
    BigInteger[] parts = items.numerator().divideAndRemainder(items.denominator());
    return parts[0].add(BigInteger.valueOf(parts[1].signum())).longValueExact();
  }

  /** The smallest sample, by the hypergeometric law itself. */
  public long exact() {
    return smallest(
        iaea(),
        n -> {
          Ratio missed = missing(n);
          return missed.minus(miss).signum() <= 0;
        });
  }

  /** The IAEA's formula, which never asks for less than the exact one. */
  public long iaea() {
    int power = (int) defects;
    BigInteger bound = miss.numerator().multiply(BigInteger.valueOf(population).pow(power));
    return smallest(
        estimate((double) population),
        n ->
            BigInteger.valueOf(population - n)
                    .pow(power)
                    .multiply(miss.denominator())
                    .compareTo(bound)
                <= 0);
  }

  /** Jaech's approximation, nearer to the exact one. */
  public long jaech() {
    int power = (int) defects;
    long twice = 2 * population - defects + 1;
    BigInteger bound = miss.numerator().multiply(BigInteger.valueOf(twice).pow(power));
    return smallest(
        estimate(twice / 2.0),
        n ->
            twice - 2 * n <= 0
                || BigInteger.valueOf(twice - 2 * n)
                        .pow(power)
                        .multiply(miss.denominator())
                        .compareTo(bound)
                    <= 0);
  }

  /** The probability that a sample of {@code n} holds a defect, 0 to the population. */
  public double detectionProbability(long n) {
    if (n < 0 || n > population) {
      throw new IllegalArgumentException("no sample of " + n + " among " + population);
    }
    return Ratio.ONE.minus(missing(n)).toDouble();
  }

  /** C(N-d, n) / C(N, n), which is the same with d and n exchanged: as few factors as may be. */
  private Ratio missing(long n) {
    long few = Math.min(defects, n);
    long many = Math.max(defects, n);
    if (few + many > population) {
      return Ratio.ZERO;
    }
    return new Ratio(falling(population - many, few), falling(population, few));
  }

  private static BigInteger falling(long from, long factors) {
    return product(from - factors + 1, from);
  }

  /** All integers from the first to the last, in halves, so that factors stay of one size. */
  private static BigInteger product(long first, long last) {
    if (first > last) {
      return BigInteger.ONE;
    }
    if (last - first < 8) {
      BigInteger product = BigInteger.valueOf(first);
      for (long factor = first + 1; factor <= last; factor++) {
        product = product.multiply(BigInteger.valueOf(factor));
      }
      return product;
    }
    long middle = (first + last) >>> 1;
    return product(first, middle).multiply(product(middle + 1, last));
  }

  private long estimate(double size) {
    double n = size * (1 - StrictMath.pow(miss.toDouble(), 1.0 / defects));
    return Math.clamp((long) n, 0, population);
  }

  /** The smallest n that suffices, from a start nearby; everything suffices. */
  private long smallest(long start, LongPredicate suffices) {
    long n = start;
    while (n < population && !suffices.test(n)) {
      n++;
    }
    while (n > 0 && suffices.test(n - 1)) {
      n--;
    }
    return n;
  }
}
