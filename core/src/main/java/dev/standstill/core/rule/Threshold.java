package dev.standstill.core.rule;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import java.math.BigInteger;

/** What a rule compares with what. */
public sealed interface Threshold {

  Comparison comparison();

  /** Operations of training. */
  record TrainingFlop(Comparison comparison, Flop value) implements Threshold {}

  /**
   * Operations of a modification, as one part in {@code divisor} of the original's; where the
   * original's are unknown, of {@code whereUnknown}.
   *
   * @param whereUnknown the threshold that the original itself is measured against
   */
  record PartOfOriginal(Comparison comparison, int divisor, Flop whereUnknown)
      implements Threshold {
    public PartOfOriginal {
      if (divisor < 1) {
        throw new IllegalArgumentException("a part is one in 1 or more: " + divisor);
      }
    }
  }

  /**
   * A cluster's dense 16-bit peak, counted in H100s.
   *
   * @param equivalents how many
   * @param h100 the peak of one, as the rule counts it: its text is the only authority on that
   */
  record ClusterEquivalents(Comparison comparison, long equivalents, FlopRate h100)
      implements Threshold {
    public ClusterEquivalents {
      if (equivalents < 0) {
        throw new IllegalArgumentException("H100 equivalents are 0 or more: " + equivalents);
      }
    }

    /** Where a cluster of this peak lies. */
    public Position position(FlopRate cluster) {
      BigInteger limit = h100.perSecond().multiply(BigInteger.valueOf(equivalents));
      return comparison.position(cluster.perSecond(), cluster.perSecond(), limit);
    }
  }

  /** A cluster's peak. */
  record ClusterPeak(Comparison comparison, FlopRate value) implements Threshold {}

  /** The rate at which a cluster's machines exchange bits. */
  record NetworkRate(Comparison comparison, long gigabitsPerSecond) implements Threshold {
    public NetworkRate {
      if (gigabitsPerSecond < 1) {
        throw new IllegalArgumentException("a network's rate is at least 1 Gbit/s");
      }
    }
  }
}
