package dev.standstill.core.accountancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IndependentSequenceTest {
  @Test
  void reproducesTwelveConstantPeriods() {
    IndependentSequence sequence = IndependentSequence.of(Covariance.of(12, Balances.twelve(12)));
    assertThat(sequence.standardise(Balances.TWELVE))
        .containsExactly(Balances.TWELVE_INDEPENDENT, within(1e-9));
  }

  @Test
  void reproducesAMovingInventory() {
    IndependentSequence sequence = IndependentSequence.of(Covariance.of(3, Balances.three()));
    double[] y = sequence.standardise(1, 1.5, -.5);
    assertThat(y).containsExactly(new double[] {.439590380, .704346392, -.087694550}, within(1e-9));
    assertThat(Arrays.stream(y).map(v -> v * v).sum()).isCloseTo(.6970338760, withPercentage(1e-4));
  }

  @ParameterizedTest(name = "seed={0}")
  @MethodSource("dev.standstill.core.accountancy.Seeds#seeds")
  void leavesEarlierValuesUntouchedWhenPeriodsAreAppended(long seed) {
    var random = Seeds.generator(seed);
    int periods = 2 + (int) (seed % 30);
    List<MeasuredQuantity> quantities = Balances.any(random, periods);
    double[] unaccounted = Balances.draw(quantities, periods, random);
    IndependentSequence whole = IndependentSequence.of(Covariance.of(periods, quantities));
    IndependentSequence grown = IndependentSequence.of(Covariance.of(1, upTo(quantities, 1)));
    double[] y = whole.standardise(unaccounted);
    for (int period = 2; period <= periods; period++) {
      double[] earlier = grown.standardise(Arrays.copyOf(unaccounted, period - 1));
      assertThat(earlier).isEqualTo(Arrays.copyOf(y, period - 1));
      grown = grown.extendedTo(Covariance.of(period, upTo(quantities, period)));
      assertThat(grown.residualSigma(period)).isEqualTo(whole.residualSigma(period));
    }
    assertThat(grown.standardise(unaccounted)).isEqualTo(y);
  }

  private static List<MeasuredQuantity> upTo(List<MeasuredQuantity> quantities, int period) {
    return quantities.stream().filter(q -> q.signs().firstKey() <= period).toList();
  }

  @Test
  void givesIndependentValuesOfVarianceOneUnderTheModel() {
    var random = Seeds.generator(7);
    int periods = 6;
    List<MeasuredQuantity> quantities = Balances.any(random, periods);
    IndependentSequence sequence = IndependentSequence.of(Covariance.of(periods, quantities));
    int draws = 60_000;
    double[][] products = new double[periods][periods];
    for (int draw = 0; draw < draws; draw++) {
      double[] y = sequence.standardise(Balances.draw(quantities, periods, random));
      for (int a = 0; a < periods; a++) {
        for (int b = 0; b < periods; b++) {
          products[a][b] += y[a] * y[b] / draws;
        }
      }
    }
    for (int a = 0; a < periods; a++) {
      for (int b = 0; b < periods; b++) {
        assertThat(products[a][b]).isCloseTo(a == b ? 1 : 0, within(.025));
      }
    }
  }

  @Test
  void weighsEachBalanceInTheSum() {
    IndependentSequence sequence = IndependentSequence.of(Covariance.of(12, Balances.twelve(12)));
    double[] weights = sequence.sumWeights();
    double weighted = 0;
    for (int i = 0; i < weights.length; i++) {
      weighted += weights[i] * Balances.TWELVE[i];
    }
    assertThat(weighted).isCloseTo(Arrays.stream(Balances.TWELVE_INDEPENDENT).sum(), within(1e-8));
  }

  /** For the pattern Sigma 1, the hardest of its total, no statistic does better than the sum. */
  @Test
  void findsNoMoreThanTheSumWhenTheLossIsTheHardest() {
    Covariance covariance = Covariance.of(12, Balances.twelve(12));
    double[] hardest = new double[12];
    for (int a = 1; a <= 12; a++) {
      for (int b = 1; b <= 12; b++) {
        hardest[a - 1] += covariance.between(a, b);
      }
    }
    double standardisedSum = Arrays.stream(Balances.TWELVE).sum() / covariance.cumulativeSigma(12);
    assertThat(IndependentSequence.of(covariance).patternStatistic(hardest, Balances.TWELVE))
        .isCloseTo(standardisedSum, withPercentage(1e-9));
  }

  @Test
  void namesWhatWasMeasuredWhenAPeriodIsKnownExactly() {
    MeasurementError exactItems = MeasurementError.of(0, 1, "meter", .01);
    Covariance singular =
        Covariance.of(
            2,
            List.of(
                MeasuredQuantity.input("in of week 1", 1, 10, exactItems),
                MeasuredQuantity.input("in of week 2", 2, 17, exactItems)));
    assertThatThrownBy(() -> IndependentSequence.of(singular))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("period 2")
        .hasMessageContaining("in of week 2");
    assertThatThrownBy(() -> IndependentSequence.of(Covariance.of(1, List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("period 1");
  }

  @Test
  void refusesAChangedPast() {
    IndependentSequence sequence = IndependentSequence.of(Covariance.of(3, Balances.three()));
    assertThatThrownBy(() -> sequence.extendedTo(Covariance.of(4, Balances.twelve(4))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("earlier period 1 changed");
    assertThatThrownBy(() -> sequence.extendedTo(Covariance.of(2, Balances.three())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAmountsItHasNoBalanceFor() {
    IndependentSequence sequence = IndependentSequence.of(Covariance.of(3, Balances.three()));
    List<Runnable> impossible =
        List.of(
            () -> sequence.standardise(1, 2, 3, 4),
            () -> sequence.standardise(1, Double.NaN),
            () -> sequence.residualSigma(4),
            () -> sequence.patternStatistic(new double[] {1}, new double[] {1, 2}),
            () -> sequence.patternStatistic(new double[] {0, 0}, new double[] {1, 2}));
    for (Runnable attempt : impossible) {
      assertThatThrownBy(attempt::run).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
