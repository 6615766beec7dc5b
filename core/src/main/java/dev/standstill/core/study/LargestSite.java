package dev.standstill.core.study;

import dev.standstill.core.accountancy.Covariance;
import dev.standstill.core.accountancy.ErrorLaw;
import dev.standstill.core.accountancy.IndependentSequence;
import dev.standstill.core.accountancy.MeasuredQuantity;
import dev.standstill.core.accountancy.MeasurementError;
import dev.standstill.core.accountancy.OneShotTest;
import dev.standstill.core.accountancy.SystematicError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much a site may declare so that a hidden amount of compute is still found, by one balance of
 * what several channels measured.
 *
 * <p>The channels' measurements of the same compute are combined by generalised least squares: with
 * Sigma their covariance for a true amount of 1, the combined relative sigma is s = (1' Sigma^-1
 * 1)^(-1/2). With k = z_{1-a} + z_{DP}, a site that declares D hides at least k s D before it is
 * found.
 *
 * <p>Against somebody who pushes channel c down by up to b_c, (1 - b_c)(D + M) - D must reach k s_c
 * D, so M is (k s_c + b_c) D / (1 - b_c). He has to push every channel alike, or their differences
 * show it: of all channels, and their combination with its weights, the smallest M counts.
 *
 * @param channels that measure, at least one
 * @param sigma s, as a fraction of the compute performed
 * @param honestShare k s: the detectable amount as a share of what is declared
 * @param adversarialShare the same against a bias; infinite where every channel can be made to say
 *     anything
 * @param binding which channel, or all of them together, gives the adversarial share
 */
public record LargestSite(
    List<Channel> channels,
    double sigma,
    double honestShare,
    double adversarialShare,
    String binding) {

  /** What {@link #binding} says when no single channel is better than all of them together. */
  public static final String TOGETHER = "all together";

  public static LargestSite of(List<Channel> channels, StudyLevels levels) {
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("nothing is found without a channel of measurement");
    }
    OneShotTest test = OneShotTest.at(levels.falseAlarm(), ErrorLaw.normal());
    double factor = test.minimumDetectable(levels.detection(), 1);
    double[] weights = weights(channels);
    double information = 0;
    for (double weight : weights) {
      information += weight;
    }
    double sigma = 1 / StrictMath.sqrt(information);
    double bias = 0;
    for (int i = 0; i < weights.length; i++) {
      bias += weights[i] / information * channels.get(i).adversarialBias();
    }
    double best = adversarial(factor * sigma, bias);
    String binding = channels.size() == 1 ? channels.getFirst().name() : TOGETHER;
    for (Channel channel : channels) {
      double own = 1 / StrictMath.sqrt(weights(List.of(channel))[0]);
      double alone = adversarial(factor * own, channel.adversarialBias());
      if (alone < best) {
        best = alone;
        binding = channel.name();
      }
    }
    return new LargestSite(channels, sigma, factor * sigma, best, binding);
  }

  /** Sigma^-1 1, one for each channel: their sum is the information about the true amount. */
  private static double[] weights(List<Channel> channels) {
    List<MeasuredQuantity> quantities = new ArrayList<>();
    for (int i = 0; i < channels.size(); i++) {
      Channel channel = channels.get(i);
      List<SystematicError> systematic = new ArrayList<>();
      channel
          .systematic()
          .forEach((cause, error) -> systematic.add(new SystematicError(cause, error)));
      quantities.add(
          new MeasuredQuantity(
              channel.name(),
              1,
              new TreeMap<>(Map.of(i + 1, 1)),
              new MeasurementError(channel.random(), 1, systematic)));
    }
    IndependentSequence sequence =
        IndependentSequence.of(Covariance.of(channels.size(), quantities));
    double[] ones = new double[channels.size()];
    Arrays.fill(ones, 1);
    // L'^-1 L^-1 1, by its projections on the unit vectors.
    double[] standardised = sequence.standardise(ones);
    double[] weights = new double[ones.length];
    for (int i = 0; i < weights.length; i++) {
      double[] unit = new double[ones.length];
      unit[i] = 1;
      double[] column = sequence.standardise(unit);
      for (int j = 0; j < column.length; j++) {
        weights[i] += column[j] * standardised[j];
      }
    }
    return weights;
  }

  private static double adversarial(double honestShare, double bias) {
    return bias < 1 ? (honestShare + bias) / (1 - bias) : Double.POSITIVE_INFINITY;
  }

  /** The most that may be declared so that {@code limit} hidden is found; same unit. */
  public double declaredMax(double limit) {
    return limit / honestShare;
  }

  /**
   * The same against somebody who biases the channels; 0 if they can all be made to say anything.
   */
  public double declaredMaxAdversarial(double limit) {
    return limit / adversarialShare;
  }

  /** By what share every channel would have to be pushed down to hide the honest limit's amount. */
  public double lieNeeded() {
    return honestShare / (1 + honestShare);
  }
}
