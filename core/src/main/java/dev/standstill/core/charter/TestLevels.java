package dev.standstill.core.charter;

import dev.standstill.core.quantity.PartsPerMillion;

/**
 * The error rates the parties agreed to live with.
 *
 * @param decidingTest which test decides
 * @param alarm false-alarm probability past which an anomaly is open; default 5 %
 * @param refutation false-alarm probability past which a declaration is refuted; default 0.1 %
 * @param detection the probability with which the detectable amount is detected; default 95 %
 * @param adversarialBias how far an adversary is assumed able to push the measured compute below
 *     the true one, as a share of the true one; default 40 %
 * @param adversarialBiasSource where that bound comes from, in words
 */
public record TestLevels(
    DecidingTest decidingTest,
    PartsPerMillion alarm,
    PartsPerMillion refutation,
    PartsPerMillion detection,
    PartsPerMillion adversarialBias,
    String adversarialBiasSource) {

  /** What a charter says unless its parties agree otherwise. */
  public static final TestLevels DEFAULT =
      new TestLevels(
          DecidingTest.ONE_SHOT_THEN_ANYTIME,
          new PartsPerMillion(50_000),
          new PartsPerMillion(1_000),
          new PartsPerMillion(950_000),
          new PartsPerMillion(400_000),
          "batch inflation to -41 % in 88 workloads on 2 V100 (UChicago XLab 2026), rounded");

  public TestLevels {
    if (refutation.value() < 1
        || refutation.compareTo(alarm) > 0
        || alarm.value() >= 500_000
        || detection.value() <= 500_000
        || detection.value() >= 1_000_000
        || adversarialBias.value() >= 1_000_000) {
      throw new IllegalArgumentException(
          "test levels need 0 < refutation <= alarm < 50 % < detection < 100 % and a bias < 100 %");
    }
  }
}
