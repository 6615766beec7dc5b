package dev.standstill.core.accountancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CumulativeTestTest {
  private static final OneShotTest FIVE_PERCENT = OneShotTest.at(.05, ErrorLaw.normal());

  private static CumulativeTest twelve() {
    return new CumulativeTest(Covariance.of(12, Balances.twelve(12)), FIVE_PERCENT);
  }

  @Test
  void guaranteesATotalBeforeAnyBalanceIsClosed() {
    assertThat(twelve().guaranteedDetectable(8, .90)).isCloseTo(7.866421, within(5e-7));
    assertThat(twelve().guaranteedDetectionProbability(8, 7.866421)).isCloseTo(.90, within(1e-6));
  }

  @Test
  void standardisesTheSumToDate() {
    double[] eight = Arrays.copyOf(Balances.TWELVE, 8);
    assertThat(twelve().sums(eight)[7]).isCloseTo(2.07, within(1e-12));
    assertThat(twelve().standardised(eight)).isCloseTo(2.07 / 2.6880833320, within(1e-9));
    assertThat(twelve().alarms(eight)).isFalse();
    double threshold = FIVE_PERCENT.criticalFactor() * 2.6880833320;
    assertThat(twelve().alarms(0, 0, 0, 0, 0, 0, 0, threshold * 1.0001)).isTrue();
    assertThat(twelve().alarms(0, 0, 0, 0, 0, 0, 0, threshold * .9999)).isFalse();
  }

  /** The guarantee is for the worst case, so the best test of any other pattern does better. */
  @ParameterizedTest(name = "seed={0}")
  @MethodSource("dev.standstill.core.accountancy.Seeds#seeds")
  void guaranteesNoMoreThanTheBestTestOfAnyPattern(long seed) {
    var random = Seeds.generator(seed);
    int periods = 1 + (int) (seed % 24);
    Covariance covariance = Covariance.of(periods, Balances.any(random, periods));
    double[] pattern = random.doubles(periods, 0, 10).toArray();
    double[] means = IndependentSequence.of(covariance).standardise(pattern);
    double distance = Math.sqrt(Arrays.stream(means).map(m -> m * m).sum());
    double total = Arrays.stream(pattern).sum();
    CumulativeTest test = new CumulativeTest(covariance, FIVE_PERCENT);
    assertThat(test.guaranteedDetectionProbability(periods, total))
        .isLessThanOrEqualTo(FIVE_PERCENT.detectionProbability(distance, 1) + 1e-12);
  }

  @Test
  void keepsItsFalseAlarmProbabilityInSimulation() {
    var random = Seeds.generator(5);
    List<MeasuredQuantity> quantities = Balances.twelve(12);
    CumulativeTest test = twelve();
    int draws = 20_000;
    int alarms = 0;
    for (int draw = 0; draw < draws; draw++) {
      alarms += test.alarms(Balances.draw(quantities, 12, random)) ? 1 : 0;
    }
    assertThat((double) alarms / draws).isCloseTo(.05, within(.006));
  }

  @Test
  void refusesSumsItCannotJudge() {
    CumulativeTest exact = new CumulativeTest(Covariance.of(1, List.of()), FIVE_PERCENT);
    assertThatThrownBy(() -> exact.alarms(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> twelve().alarms()).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> twelve().sums(new double[13]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> twelve().alarms(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
