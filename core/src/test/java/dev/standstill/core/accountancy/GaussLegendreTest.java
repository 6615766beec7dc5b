package dev.standstill.core.accountancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GaussLegendreTest {
  @ParameterizedTest(name = "{0} nodes")
  @ValueSource(ints = {1, 2, 5, 24, 57, 128, 301})
  void integratesEveryPolynomialUpToItsDegree(int count) {
    GaussLegendre rule = GaussLegendre.on(1.5, count);
    for (int degree = 0; degree < Math.min(2 * count, 60); degree++) {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += rule.weights[i] * Math.pow(rule.nodes[i], degree);
      }
      assertThat(sum).isCloseTo(Math.pow(1.5, degree + 1) / (degree + 1), withPercentage(1e-10));
    }
  }

  @Test
  void matchesTheClosedFormOfTwoNodes() {
    GaussLegendre rule = GaussLegendre.on(2, 2);
    assertThat(rule.nodes)
        .containsExactly(new double[] {1 - 1 / Math.sqrt(3), 1 + 1 / Math.sqrt(3)}, within(1e-15));
    assertThat(rule.weights).containsExactly(new double[] {1, 1}, within(1e-15));
  }

  @ParameterizedTest(name = "seed={0}")
  @MethodSource("dev.standstill.core.accountancy.Seeds#seeds")
  void usesEnoughNodesForPagesStatistic(long seed) {
    var random = Seeds.generator(seed);
    double k = random.nextDouble(0, 2);
    double h = random.nextDouble(0, 1 + seed / 5.0);
    PageRecursion usual = new PageRecursion(k, h, GaussLegendre.forUnitDensities(h));
    PageRecursion finer = new PageRecursion(k, h, GaussLegendre.on(h, 250));
    for (int period = 0; period < 10; period++) {
      double mean = random.nextInt(3) == 0 ? random.nextDouble(0, 8) : 0;
      assertThat(usual.advance(mean)).isCloseTo(finer.advance(mean), within(1e-12));
    }
  }
}
