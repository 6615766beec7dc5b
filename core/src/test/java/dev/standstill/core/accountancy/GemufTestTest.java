package dev.standstill.core.accountancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GemufTestTest {
  private final GemufTest test = new GemufTest(.05);

  @Test
  void sumsTheSquares() {
    assertThat(test.values(.439590380, .704346392, -.087694550)[2])
        .isCloseTo(.6970338760, within(1e-8));
  }

  /** Quantiles of the chi-squared law, Abramowitz and Stegun 1964, table 26.8. */
  @Test
  void holdsTheTabulatedThresholds() {
    assertThat(test.threshold(1)).isCloseTo(3.84146, within(5e-6));
    assertThat(test.threshold(3)).isCloseTo(7.81473, within(5e-6));
    assertThat(test.threshold(12)).isCloseTo(21.0261, within(5e-5));
    assertThat(test.threshold(100)).isCloseTo(124.342, within(5e-4));
  }

  @Test
  void detectsAsSimulatedBalancesSay() {
    double[] means = {.5, 1.5, 0, 2, -1};
    var random = Seeds.generator(3);
    int alarms = 0;
    int runs = 40_000;
    for (int run = 0; run < runs; run++) {
      double[] y = means.clone();
      for (int i = 0; i < y.length; i++) {
        y[i] += random.nextGaussian();
      }
      alarms += test.alarms(y) ? 1 : 0;
    }
    assertThat(test.detectionProbability(means)).isCloseTo(alarms / (double) runs, within(.01));
  }

  @Test
  void isItsFalseAlarmWithoutLossAndCertainForAHugeOne() {
    assertThat(test.detectionProbability(0, 0, 0)).isEqualTo(.05);
    assertThat(test.detectionProbability(1e-9, 0, 0)).isCloseTo(.05, within(1e-9));
    assertThat(test.detectionProbability(0, 90, 0)).isCloseTo(1, within(1e-9));
  }

  @Test
  void refusesWhatIsNoProbabilityAndNoBalance() {
    assertThatThrownBy(() -> new GemufTest(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> test.values(1, Double.NaN))
        .hasMessage("y of period 2 must be finite, was NaN");
  }
}
