package dev.standstill.core.accountancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OneShotTestTest {
  private static final OneShotTest FIVE_PERCENT = OneShotTest.at(.05, ErrorLaw.normal());

  @Test
  void reproducesTheDetectionProbabilities() {
    assertThat(FIVE_PERCENT.detectionProbability(1, 1)).isCloseTo(.2595110, within(5e-8));
    assertThat(FIVE_PERCENT.detectionProbability(20, 10)).isCloseTo(.6387600, within(5e-8));
    assertThat(FIVE_PERCENT.detectionProbability(3, 1)).isCloseTo(.9123145, within(5e-8));
    assertThat(FIVE_PERCENT.detectionProbability(0, 1)).isCloseTo(.05, within(1e-15));
  }

  @Test
  void reproducesTheMinimumDetectableQuantity() {
    assertThat(FIVE_PERCENT.minimumDetectable(.90, 1)).isCloseTo(2.9264052, within(5e-8));
    assertThat(FIVE_PERCENT.minimumDetectable(.95, 10)).isCloseTo(32.897073, within(5e-7));
  }

  @Test
  void knowsWhatTheThreeSigmaRuleCosts() {
    OneShotTest rule = OneShotTest.beyond(3, ErrorLaw.normal());
    assertThat(rule.falseAlarmProbability()).isCloseTo(.0013499, within(5e-8));
    assertThat(rule.criticalFactor()).isCloseTo(3, within(1e-12));
    assertThat(rule.alarms(3.01, 1)).isTrue();
    assertThat(rule.alarms(2.99, 1)).isFalse();
    assertThat(rule.alarms(-30, 1)).isFalse();
  }

  @ParameterizedTest(name = "N={0}: {1}")
  @CsvSource({"6, 2.3862", "12, 2.6303", "26, 2.8828", "52, 3.0944", "180, 3.4456"})
  void sharesTheFalseAlarmAmongRepeatedBalances(int periods, double threshold) {
    OneShotTest test = OneShotTest.repeated(periods, .05, ErrorLaw.normal());
    assertThat(test.criticalFactor()).isCloseTo(threshold, within(5.001e-5));
    assertThat(1 - Math.pow(1 - test.falseAlarmProbability(), periods))
        .isCloseTo(.05, within(1e-12));
  }

  @Test
  void reproducesTheNormalTable() {
    ErrorLaw law = ErrorLaw.normal();
    assertThat(law.quantile(.90)).isCloseTo(1.2815516, within(5e-8));
    assertThat(law.quantile(.95)).isCloseTo(1.6448536, within(5e-8));
    assertThat(law.quantile(.99)).isCloseTo(2.3263479, within(5e-8));
    assertThat(law.quantile(.05)).isEqualTo(-law.upperQuantile(.05));
    assertThat(law.quantile(.5)).isCloseTo(0, within(1e-15));
    // Far out, where one minus the distribution function has no digits left.
    assertThat(law.upperTail(10)).isCloseTo(7.619853024160527e-24, withPercentage(1e-10));
    assertThat(law.upperQuantile(7.619853024160527e-24)).isCloseTo(10, within(1e-12));
  }

  /** With one degree of freedom the law is Cauchy's, with two it has a closed form as well. */
  @Test
  void followsStudentWhereHisLawIsClosed() {
    for (double tail : new double[] {1e-9, .001, .01, .05, .3, .8}) {
      assertThat(new ErrorLaw.StudentT(1).upperQuantile(tail))
          .isCloseTo(1 / Math.tan(Math.PI * tail), withPercentage(1e-8));
      double centred = 1 - 2 * tail;
      assertThat(new ErrorLaw.StudentT(2).upperQuantile(tail))
          .isCloseTo(centred / Math.sqrt(2 * tail * (1 - tail)), withPercentage(1e-8));
    }
  }

  /** Upper five percent points of the printed table of Student's t. */
  @ParameterizedTest(name = "nu={0}: {1}")
  @CsvSource({"1, 6.314", "4, 2.132", "9, 1.833", "29, 1.699", "120, 1.658"})
  void reproducesTheTableOfStudent(int degrees, double threshold) {
    OneShotTest test = OneShotTest.at(.05, ErrorLaw.calibratedBy(degrees + 1));
    assertThat(test.law()).isEqualTo(new ErrorLaw.StudentT(degrees));
    assertThat(test.criticalFactor()).isCloseTo(threshold, within(5.001e-4));
  }

  @Test
  void needsAGreaterLossWhenSigmaIsOnlyEstimated() {
    OneShotTest fiveRuns = OneShotTest.at(.05, ErrorLaw.calibratedBy(5));
    assertThat(fiveRuns.detectionProbability(0, 1)).isCloseTo(.05, within(1e-12));
    double detectable = fiveRuns.minimumDetectable(.95, 1);
    assertThat(detectable).isGreaterThan(FIVE_PERCENT.minimumDetectable(.95, 1));
    assertThat(fiveRuns.detectionProbability(detectable, 1)).isCloseTo(.95, within(1e-12));
    OneShotTest manyRuns = OneShotTest.at(.05, ErrorLaw.calibratedBy(1_000_001));
    assertThat(manyRuns.minimumDetectable(.95, 1)).isCloseTo(3.2897073, within(1e-5));
  }

  @ParameterizedTest(name = "seed={0}")
  @MethodSource("dev.standstill.core.accountancy.Seeds#seeds")
  void findsTheMinimumDetectableQuantityWithTheProbabilityPromised(long seed) {
    var random = Seeds.generator(seed);
    ErrorLaw law = seed % 2 == 0 ? ErrorLaw.normal() : ErrorLaw.calibratedBy(2 + (int) seed);
    OneShotTest test = OneShotTest.at(random.nextDouble(1e-6, .3), law);
    double sigma = random.nextDouble(1e18, 1e24);
    double detection = random.nextDouble(.1, .999);
    assertThat(test.detectionProbability(test.minimumDetectable(detection, sigma), sigma))
        .isCloseTo(detection, within(1e-10));
    assertThat(law.upperTail(test.criticalFactor()))
        .isCloseTo(test.falseAlarmProbability(), withPercentage(1e-9));
  }

  @Test
  void refusesWhatIsNoTest() {
    Runnable[] impossible = {
      () -> OneShotTest.at(0, ErrorLaw.normal()),
      () -> OneShotTest.at(Double.NaN, ErrorLaw.normal()),
      () -> OneShotTest.repeated(0, .05, ErrorLaw.normal()),
      () -> OneShotTest.beyond(Double.NaN, ErrorLaw.normal()),
      () -> ErrorLaw.calibratedBy(1),
      () -> FIVE_PERCENT.alarms(1, 0),
      () -> FIVE_PERCENT.alarms(Double.NaN, 1),
      () -> FIVE_PERCENT.detectionProbability(1, Double.NaN),
      () -> FIVE_PERCENT.minimumDetectable(1, 1)
    };
    for (Runnable attempt : impossible) {
      assertThatThrownBy(attempt::run).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
