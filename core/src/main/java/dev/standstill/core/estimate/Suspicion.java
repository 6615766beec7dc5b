package dev.standstill.core.estimate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * The probability of one hypothesis, such as hidden compute above a limit, from a prior and items
 * of evidence: posterior odds = prior odds times the likelihood ratios (Bayes).
 *
 * <p>That holds for items that are independent given the hypothesis. What comes from one origin is
 * not: of such items only the strongest counts, so that telling a rumour again changes nothing. No
 * item counts for more than the cap, in either direction.
 *
 * @param prior probability before any item, 0 to 1 exclusive
 * @param cap the largest ratio that one origin counts with, above 1; its inverse is the smallest
 * @param items in the order given
 */
public record Suspicion(double prior, double cap, List<Item> items) {

  /**
   * One item of evidence.
   *
   * @param name unique
   * @param likelihoodRatio how much likelier it is if the hypothesis holds, above zero
   * @param origin where it came from in the end; items of one origin count once
   */
  public record Item(String name, double likelihoodRatio, String origin) {
    public Item {
      if (name.isBlank() || origin.isBlank()) {
        throw new IllegalArgumentException("an item needs a name and an origin");
      }
      if (!(likelihoodRatio > 0) || Double.isInfinite(likelihoodRatio)) {
        throw new IllegalArgumentException(
            name + ": a likelihood ratio must be above zero and finite, was " + likelihoodRatio);
      }
    }
  }

  /**
   * What one item does.
   *
   * @param item which
   * @param counted the ratio with which it counts: 1 if another of its origin counts
   * @param posteriorWithout the probability if this item had never been heard of
   */
  public record Weight(Item item, double counted, double posteriorWithout) {}

  public Suspicion {
    if (!(prior > 0 && prior < 1)) {
      throw new IllegalArgumentException("the prior must lie between 0 and 1, was " + prior);
    }
    if (!(cap > 1) || Double.isInfinite(cap)) {
      throw new IllegalArgumentException("the cap must be above 1 and finite, was " + cap);
    }
    items = List.copyOf(items);
    Set<String> names = new HashSet<>();
    Map<String, Item> origins = new TreeMap<>();
    for (Item item : items) {
      if (!names.add(item.name())) {
        throw new IllegalArgumentException("item stated twice: " + item.name());
      }
      Item other = origins.putIfAbsent(item.origin(), item);
      if (other != null && (other.likelihoodRatio() - 1) * (item.likelihoodRatio() - 1) < 0) {
        throw new IllegalArgumentException(
            "%s and %s come from one origin, %s, and point in opposite directions: state which"
                    .formatted(other.name(), item.name(), item.origin())
                + " of them it says");
      }
    }
  }

  /** The test's likelihood ratio when it finds something: detection over false alarms. */
  public static double ratioOfAlarm(double detection, double falseAlarm) {
    return open(detection, "detection") / open(falseAlarm, "false alarm");
  }

  /** The same when it finds nothing. */
  public static double ratioOfSilence(double detection, double falseAlarm) {
    return (1 - open(detection, "detection")) / (1 - open(falseAlarm, "false alarm"));
  }

  private static double open(double probability, String what) {
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "the probability of " + what + " must lie between 0 and 1, was " + probability);
    }
    return probability;
  }

  /** The probability after all items. */
  public double posterior() {
    return posterior(items);
  }

  /** The ratio of all items together, as they count. */
  public double ratio() {
    return ratio(items);
  }

  /** The prior at which the odds would be even after these items. */
  public double priorForEvenOdds() {
    return 1 / (1 + ratio());
  }

  /** What each item does, in the order given. */
  public List<Weight> weights() {
    List<Weight> weights = new ArrayList<>();
    for (Item item : items) {
      List<Item> others = items.stream().filter(other -> !other.equals(item)).toList();
      boolean counts = strongest(items, item.origin()).equals(item);
      weights.add(new Weight(item, counts ? capped(item) : 1, posterior(others)));
    }
    return weights;
  }

  /** How far the probability goes if one item is left out: the widest gap; empty without items. */
  public OptionalDouble widestSwing() {
    double whole = posterior();
    return weights().stream()
        .mapToDouble(weight -> Math.abs(weight.posteriorWithout() - whole))
        .max();
  }

  private double posterior(List<Item> counted) {
    double odds = prior / (1 - prior) * ratio(counted);
    return odds / (1 + odds);
  }

  private double ratio(List<Item> counted) {
    double log = 0;
    for (String origin : counted.stream().map(Item::origin).sorted().distinct().toList()) {
      log += StrictMath.log(capped(strongest(counted, origin)));
    }
    return StrictMath.exp(log);
  }

  private double capped(Item item) {
    return Math.clamp(item.likelihoodRatio(), 1 / cap, cap);
  }

  private static Item strongest(List<Item> among, String origin) {
    Item strongest = null;
    for (Item item : among) {
      if (item.origin().equals(origin)
          && (strongest == null || strength(item) > strength(strongest))) {
        strongest = item;
      }
    }
    if (strongest == null) {
      throw new IllegalStateException("no item of the origin " + origin);
    }
    return strongest;
  }

  private static double strength(Item item) {
    return Math.abs(StrictMath.log(item.likelihoodRatio()));
  }
}
