package dev.standstill.core.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImperfectTestTest {

  @ParameterizedTest
  @CsvSource({".5, .1, .9772499", ".2, .1, .1586553", ".1, .03, .6305587"})
  void identifiesByItsSigma(double removed, double sigma, double expected) {
    assertThat(ImperfectTest.measuring(removed, sigma, 3).identification())
        .isCloseTo(expected, within(5.1e-8));
  }

  @ParameterizedTest
  @CsvSource({
    "100, 10, 26, 1, .958498, .950760",
    "100, 10, 26, .7, .874475, .865868",
    "1000, 50, 59, .9, .938668, .934656"
  })
  void reproducesThePublishedDetection(
      long population, long defects, long sample, double q, double exact, double approximate) {
    ImperfectTest test = new ImperfectTest(q);
    assertThat(test.detectionProbability(population, defects, sample))
        .isCloseTo(exact, within(5.1e-7));
    assertThat(test.approximateDetection(population, defects, sample))
        .isCloseTo(approximate, within(5.1e-7));
  }

  /** 200 items of 40, goal 800, missed one time in ten: gross, partial and bias methods. */
  @ParameterizedTest
  @CsvSource({"1, 20, 21, 21, 21", "0.5, 40, 11, 11, 11", "0.2, 100, 28, 4, 4"})
  void needsTheSamplesOfThreeLevels(
      String removed, long defects, long gross, long partial, long bias) {
    BigDecimal gamma = new BigDecimal(removed);
    assertThat(SampleSize.defectsFor(Ratio.of(800, 1), Ratio.of(40, 1), Ratio.of(gamma)))
        .isEqualTo(defects);
    assertThat(sample(gamma, .10, defects)).isEqualTo(gross);
    assertThat(sample(gamma, .03, defects)).isEqualTo(partial);
    assertThat(sample(gamma, .01, defects)).isEqualTo(bias);
  }

  private static long sample(BigDecimal gamma, double sigma, long defects) {
    return ImperfectTest.measuring(gamma.doubleValue(), sigma, 3).sampleFor(200, defects, .9);
  }

  @Test
  void aPlanForGrossDefectsMissesSmallOnes() {
    assertThat(ImperfectTest.measuring(.1, .1, 3).detectionProbability(200, 200, 21))
        .isCloseTo(.383, within(5e-4));
  }

  @Test
  void saysWhenEvenLookingAtEverythingDoesNotSuffice() {
    assertThat(new ImperfectTest(.01).sampleFor(10, 1, .9)).isEqualTo(11);
    assertThat(new ImperfectTest(0).detectionProbability(10, 1, 10)).isZero();
    assertThat(new ImperfectTest(1).detectionProbability(10, 1, 10)).isEqualTo(1);
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> new ImperfectTest(1.1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ImperfectTest.measuring(.1, 0, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ImperfectTest(1).detectionProbability(10, 1, 11))
        .hasMessage("no sample of 11 with 1 defects among 10");
  }
}
