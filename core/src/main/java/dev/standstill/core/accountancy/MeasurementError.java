package dev.standstill.core.accountancy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How wrong a measured amount may be: measured = true (1 + r + s1 + s2 + ...), the classical
 * multiplicative model of nuclear material accountancy (Jaech 1973).
 *
 * @param randomRelative standard deviation of r, drawn afresh for each item, as a fraction, 0 or
 *     more
 * @param items number of equal items, each measured once, that make up the amount, 1 or more
 * @param systematic the shared errors s1, s2, ..., independent of each other, at most one a group
 */
public record MeasurementError(
    double randomRelative, long items, List<SystematicError> systematic) {
  public MeasurementError {
    Require.notNegative(randomRelative, "relative random error");
    if (items < 1) {
      throw new IllegalArgumentException("items must be at least 1, was " + items);
    }
    systematic = List.copyOf(systematic);
    Set<String> groups = new HashSet<>();
    for (SystematicError shared : systematic) {
      if (!groups.add(shared.group())) {
        throw new IllegalArgumentException("systematic group stated twice: " + shared.group());
      }
    }
  }

  /** The common case: random errors per item and one instrument's systematic error. */
  public static MeasurementError of(
      double randomRelative, long items, String group, double systematicRelative) {
    return new MeasurementError(
        randomRelative, items, List.of(new SystematicError(group, systematicRelative)));
  }

  /** Variance of the random part of {@code amount}, in the amount's unit squared. */
  double randomVariance(double amount) {
    return amount * amount * randomRelative * randomRelative / items;
  }
}
