package dev.standstill.core.study;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One way of measuring compute performed, and how wrong it may be.
 *
 * @param name unique among the channels compared
 * @param random standard deviation of what varies from workload to workload, as a fraction
 * @param systematic standard deviations of what stays, as fractions, by what they belong to: two
 *     channels that name the same cause are wrong by it alike, so it does not average out
 * @param adversarialBias how far somebody who controls the site can push the measured amount below
 *     the true one, as a share of it; 1 where he can report whatever he likes
 * @param source where the figures come from
 * @param placeholder whether they are only a guess, to be replaced before anybody relies on them
 */
public record Channel(
    String name,
    double random,
    SortedMap<String, Double> systematic,
    double adversarialBias,
    String source,
    boolean placeholder) {
  public Channel {
    if (name.isBlank() || source.isBlank()) {
      throw new IllegalArgumentException("a channel needs a name and a source");
    }
    systematic = Collections.unmodifiableSortedMap(new TreeMap<>(systematic));
    fraction(name, "random", random);
    systematic.forEach((cause, error) -> fraction(name, cause, error));
    fraction(name, "adversarialBias", adversarialBias);
    double variance = random * random;
    for (double error : systematic.values()) {
      variance += error * error;
    }
    if (!(variance > 0)) {
      throw new IllegalArgumentException(name + ": no channel is without error");
    }
  }

  private static void fraction(String name, String what, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          name + ": " + what + " must be 0 to 1, a share, was " + value);
    }
  }
}
