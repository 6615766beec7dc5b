package dev.standstill.core.accountancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;

class AnytimeTestTest {
  @Test
  void reproducesTheMixtureBoundary() {
    AnytimeTest test = AnytimeTest.at(.05);
    assertThat(test.threshold(1)).isCloseTo(3.656395, withPercentage(2e-5));
    assertThat(test.threshold(12)).isCloseTo(10.546724, withPercentage(1e-5));
    assertThat(test.threshold(52)).isCloseTo(22.977665, withPercentage(1e-5));
    assertThat(new AnytimeTest(.05, 10).threshold(12)).isCloseTo(12.213037, withPercentage(1e-5));
  }

  @Test
  void alarmsOnAPositiveSumOnly() {
    AnytimeTest test = AnytimeTest.at(.05);
    assertThat(test.path(1, -3, .5)).containsExactly(1, -2, -1.5);
    assertThat(test.firstAlarm(3.7)).hasValue(1);
    assertThat(test.firstAlarm(-30, -30)).isEmpty();
    assertThat(test.firstAlarm(3, 3)).hasValue(2);
    assertThat(test.firstAlarm()).isEmpty();
  }

  @Test
  void keepsItsFalseAlarmProbabilityOverThreeThousandLooks() {
    int periods = 3_000;
    int draws = 4_000;
    double[] thresholds = new double[periods];
    for (int i = 0; i < periods; i++) {
      thresholds[i] = AnytimeTest.at(.05).threshold(i + 1);
    }
    var random = Seeds.generator(11);
    int either = 0;
    int positive = 0;
    for (int draw = 0; draw < draws; draw++) {
      double sum = 0;
      for (int i = 0; i < periods; i++) {
        sum += random.nextGaussian();
        if (Math.abs(sum) >= thresholds[i]) {
          either++;
          positive += sum > 0 ? 1 : 0;
          break;
        }
      }
    }
    assertThat((double) either / draws).isCloseTo(.031, within(.01)).isLessThan(.05);
    assertThat((double) positive / draws).isLessThan(.025);
  }

  @Test
  void refusesWhatIsNoTest() {
    assertThatThrownBy(() -> AnytimeTest.at(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AnytimeTest(.05, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AnytimeTest.at(.05).threshold(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AnytimeTest.at(.05).path(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
