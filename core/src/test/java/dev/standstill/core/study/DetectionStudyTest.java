package dev.standstill.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionStudyTest {

  private static Detection find(List<Detection> all, LossShape shape, StudyTest test) {
    return all.stream()
        .filter(d -> d.shape() == shape && d.test() == test)
        .findFirst()
        .orElseThrow();
  }

  private static List<Detection> study(int periods, double k, double total, int runs) {
    StudyLevels levels = new StudyLevels(.05, .95, k, 1);
    return DetectionStudy.of(BalanceStudy.of(Studies.independent(periods), levels))
        .all(total, Studies.normals(1), runs);
  }

  /** Published detection probabilities of independent balances, total loss in sigma of one. */
  @ParameterizedTest
  @CsvSource({
    "12, .5, 3.29, .5481, -1, .2433",
    "12, .25, 5, .8150, -1, .4811",
    "12, .5, 5, .9376, .3083, -1",
    "12, 1, 5, -1, .2173, .3550",
    "12, .5, 8, -1, .5949, .8460",
    "52, .5, 5, .6175, .1057, -1",
    "52, .25, 8, .8386, .2142, -1",
  })
  void reproducesPagesDetectionProbabilities(
      int periods, double k, double total, double abrupt, double even, double secondHalf) {
    List<Detection> all = study(periods, k, total, 100);
    expect(all, LossShape.ABRUPT, abrupt);
    expect(all, LossShape.PROTRACTED, even);
    expect(all, LossShape.SECOND_HALF, secondHalf);
  }

  /** The published ones are those at thresholds of four decimals, and have four themselves. */
  private static void expect(List<Detection> all, LossShape shape, double probability) {
    if (probability >= 0) {
      assertThat(find(all, shape, StudyTest.PAGE).probability())
          .isCloseTo(probability, within(1e-4));
    }
  }

  @Test
  void guaranteesATotalHoweverItIsSpread() {
    StudyLevels levels = new StudyLevels(.05, .90, .5, 1);
    DetectionStudy study = DetectionStudy.of(BalanceStudy.of(Studies.twelve(8), levels));
    assertThat(study.guaranteedDetectable()).isCloseTo(7.866421, within(1e-6));
    List<Detection> all = study.all(study.guaranteedDetectable(), Studies.normals(1), 100);
    for (LossShape shape : LossShape.values()) {
      assertThat(find(all, shape, StudyTest.CUMULATIVE).probability()).isCloseTo(.9, within(1e-9));
    }
  }

  @Test
  void findsEveryDetectableTotalWithTheProbabilityAskedFor() {
    List<Detection> all = study(12, .5, 5, 4000);
    for (Detection detection : all) {
      double size = detection.detectable().orElseThrow();
      Detection at = find(study(12, .5, size, 4000), detection.shape(), detection.test());
      assertThat(at.probability())
          .as("%s", detection)
          .isCloseTo(.95, within(detection.test() == StudyTest.ANYTIME ? 1e-3 : 1e-4));
    }
  }

  /** No test may do better than the one that knows the pattern. */
  @Test
  void theHardestShapeIsTheHardestForTheTestThatKnowsIt() {
    BalanceStudy study = BalanceStudy.of(Studies.twelve(12), StudyLevels.DEFAULT);
    double least = Double.POSITIVE_INFINITY;
    for (LossShape shape : LossShape.values()) {
      double square = 0;
      for (double mean : study.sequence().standardise(shape.shares(study.covariance()))) {
        square += mean * mean;
      }
      least = Math.min(least, square);
      if (shape == LossShape.HARDEST) {
        assertThat(square).isEqualTo(least);
      }
    }
  }

  @Test
  void saysWhatWasSimulatedAndWhen() {
    List<Detection> all = study(12, .5, 8, 1000);
    Detection anytime = find(all, LossShape.ABRUPT, StudyTest.ANYTIME);
    assertThat(anytime.standardError().orElseThrow()).isBetween(0.0, .016);
    assertThat(find(all, LossShape.ABRUPT, StudyTest.PAGE).standardError()).isEmpty();
    assertThat(find(all, LossShape.ABRUPT, StudyTest.PAGE).evenOddsBy()).hasValue(7);
    assertThat(find(all, LossShape.PROTRACTED, StudyTest.CUMULATIVE).evenOddsBy()).hasValue(12);
    assertThat(study(12, .5, 8, 1000)).isEqualTo(all);
  }

  @Test
  void anytimeTestKeepsItsFalseAlarms() {
    Detection detection =
        find(study(52, .5, 1e-9, 20_000), LossShape.PROTRACTED, StudyTest.ANYTIME);
    assertThat(detection.probability()).isBetween(.001, .05);
  }

  @Test
  void refusesNoLossAndTooFewRuns() {
    assertThatThrownBy(() -> study(12, .5, 0, 100)).hasMessageContaining("must be positive");
    assertThatThrownBy(() -> study(12, .5, 1, 99)).hasMessageContaining("at least 100 runs");
  }
}
