package dev.standstill.core.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Horizons against figures found with another solver (scikit-learn's minimum, converged). */
class HorizonStudyTest {

  private static final String ONE_FAMILY_EACH = "abcdefghij";

  @ParameterizedTest
  @CsvSource({
    // SPEC: THZ
    "whole, EQUAL, abcdefghij, 0.1, 4.9094562, -.9017155, 43.549168, 15.002975",
    "whole, EQUAL, abcdefghij, 1e-5, 7.0659159, -1.3044459, 42.718670, 20.450286",
    "fractional, EQUAL, abcdefghij, 0.1, 4.3406914, -.7639345, 51.340322, 14.594404",
    "whole, INVERSE_ROOT_OF_FAMILY, aaaabbcccc, 0.1, 4.7347580, -.8945287, 39.206464, 13.391738"
  })
  void reproducesTheExamples(
      String scores,
      Weighting weighting,
      String families,
      double lambda,
      double intercept,
      double slope,
      double p50,
      double p80) {
    double[] y = scores.equals("whole") ? Runs.WHOLE : Runs.FRACTIONAL;
    Horizon.Fitted horizon =
        fitted(HorizonStudy.of(Runs.ofTen(families, y), new HorizonMethod(weighting, lambda)));
    assertThat(horizon.fit().intercept()).isCloseTo(intercept, within(6e-8));
    assertThat(horizon.fit().slope()).isCloseTo(slope, within(6e-8));
    assertThat(StrictMath.pow(2, horizon.log2P50())).isCloseTo(p50, within(6e-7));
    assertThat(StrictMath.pow(2, horizon.log2P80())).isCloseTo(p80, within(6e-7));
  }

  @Test
  void weighsRunsByTaskAndFamily() {
    List<EvaluationRun> runs =
        List.of(
            Runs.run("f1", "t1", "1", 1, 1),
            Runs.run("f1", "t1", "2", 1, 1),
            Runs.run("f1", "t1", "3", 1, 1),
            Runs.run("f1", "t2", "1", 2, 0),
            Runs.run("f2", "t3", "1", 4, 0),
            Runs.run("f2", "t3", "2", 4, 0));
    TreeMap<String, SortedMap<String, List<EvaluationRun>>> byTask = new TreeMap<>();
    runs.forEach(run ->
        byTask
            .computeIfAbsent(run.family(), family -> new TreeMap<>())
            .computeIfAbsent(run.task(), task -> new ArrayList<>())
            .add(run));
    double[][] weights = RunWeights.of(byTask, List.of("m"), Weighting.INVERSE_ROOT_OF_FAMILY);
    assertThat(weights[0][0]).isCloseTo(.0976311, within(6e-8));
    assertThat(weights[1][0]).isCloseTo(.2928932, within(6e-8));
    assertThat(weights[2][0]).isCloseTo(.2071068, within(6e-8));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-8, 1e-5, 0.1, 1, 1e4})
  void endsWhereTheGradientVanishes(double lambda) {
    for (long seed = 0; seed < 20; seed++) {
      double[] x = new double[40];
      double[] success = new double[40];
      double[] failure = new double[40];
      CounterRandom random = new CounterRandom(seed, 7);
      for (int i = 0; i < x.length; i++) {
        x[i] = random.below(2000) / 100.0 - 5;
        double score = random.below(11) / 10.0;
        success[i] = score / x.length;
        failure[i] = (1 - score) / x.length;
      }
      LogisticFit fit = LogisticFit.of(x, success, failure, lambda, LogisticFit.flat());
      double a = 0;
      double b = lambda * fit.slope();
      for (int i = 0; i < x.length; i++) {
        double residual = fit.probability(x[i]) / x.length - success[i];
        a += residual;
        b += residual * x[i];
      }
      assertThat(a).isCloseTo(0, within(1e-13));
      assertThat(b).isCloseTo(0, within(1e-12));
    }
  }

  @Test
  void findsTheSameMinimumFromAnywhere() {
    double[] half = new double[10];
    double[] rest = new double[10];
    double[] x = new double[10];
    for (int i = 0; i < 10; i++) {
      x[i] = i;
      half[i] = Runs.WHOLE[i] / 10;
      rest[i] = (1 - Runs.WHOLE[i]) / 10;
    }
    LogisticFit near = LogisticFit.of(x, half, rest, 1e-5, LogisticFit.flat());
    for (LogisticFit start :
        List.of(new LogisticFit(1e3, 1e3), new LogisticFit(-40, 9), new LogisticFit(1e6, -1e6))) {
      LogisticFit far = LogisticFit.of(x, half, rest, 1e-5, start);
      assertThat(far.intercept()).isCloseTo(near.intercept(), within(1e-9));
      assertThat(far.slope()).isCloseTo(near.slope(), within(1e-9));
    }
  }

  @Test
  void separatedOutcomesStillHaveAHorizon() {
    double[] y = {1, 1, 1, 1, 1, 0, 0, 0, 0, 0};
    Horizon.Fitted horizon =
        fitted(
            HorizonStudy.of(
                Runs.ofTen(ONE_FAMILY_EACH, y), new HorizonMethod(Weighting.EQUAL, 1e-9)));
    assertThat(StrictMath.pow(2, horizon.log2P50())).isBetween(15.0, 30.0);
  }

  @Test
  void oneOutcomeIsABoundAndNoNumber() {
    assertThat(only(new double[10])).isEqualTo(new Horizon.BelowRange(1));
    double[] all = new double[10];
    Arrays.fill(all, 1);
    assertThat(only(all))
        .isInstanceOfSatisfying(
            Horizon.AboveRange.class,
            above -> assertThat(above.longestMinutes()).isCloseTo(480, within(1e-9)));
  }

  @Test
  void successThatRisesWithLengthIsNoHorizon() {
    double[] y = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
    assertThat(only(y)).isInstanceOf(Horizon.NoFall.class);
  }

  @Test
  void theOrderOfTheRunsDoesNotMatter() {
    List<EvaluationRun> runs = Runs.world(3);
    HorizonMethod method = new HorizonMethod(Weighting.INVERSE_ROOT_OF_FAMILY, 0.1);
    List<EvaluationRun> reversed = new ArrayList<>(runs);
    Collections.reverse(reversed);
    assertThat(HorizonStudy.of(reversed, method).horizons())
        .isEqualTo(HorizonStudy.of(runs, method).horizons());
  }

  @Test
  void refusesRunsThatContradictEachOther() {
    EvaluationRun run = Runs.run("f", "t", "1", 2, 1);
    assertThat(HorizonStudy.defect(List.of(run, run)).orElseThrow())
        .isEqualTo("run 1 of task t occurs twice");
    assertThat(HorizonStudy.defect(List.of(run, Runs.run("f", "t", "2", 3, 1))).orElseThrow())
        .isEqualTo("task t has two lengths, 2.0 and 3.0");
    assertThat(HorizonStudy.defect(List.of(run, Runs.run("g", "t", "1", 3, 1)))).isEmpty();
    assertThat(HorizonStudy.defect(List.of())).contains("there is no run");
    assertThatThrownBy(() -> Runs.run("f", "t", "1", -1, 1)).hasMessageContaining("positive");
    assertThatThrownBy(() -> Runs.run("f", "t", "1", Double.NaN, 1)).hasMessageContaining("finite");
    assertThatThrownBy(() -> Runs.run("f", "t", "1", 1, 1.1)).hasMessageContaining("0 to 1");
    assertThatThrownBy(() -> Runs.run("f", " ", "1", 1, 1)).hasMessageContaining("task");
    assertThatThrownBy(() -> new HorizonMethod(Weighting.EQUAL, 0))
        .hasMessageContaining("regularization");
  }

  private static Horizon only(double[] y) {
    return HorizonStudy.of(Runs.ofTen(ONE_FAMILY_EACH, y), new HorizonMethod(Weighting.EQUAL, 0.1))
        .horizons()
        .getFirst();
  }

  private static Horizon.Fitted fitted(HorizonStudy study) {
    assertThat(study.horizons()).hasSize(1).first().isInstanceOf(Horizon.Fitted.class);
    return (Horizon.Fitted) study.horizons().getFirst();
  }
}
