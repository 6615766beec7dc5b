package dev.standstill.core.accountancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CovarianceTest {
  private static final double ONE_PER_MILLION = 1e-4;

  private static Covariance oneBalance(String pb, String pe, String x, String y) {
    return Covariance.of(
        1,
        List.of(
            MeasuredQuantity.inventory("PB", 0, 10_000, MeasurementError.of(.01, 100, pb, .005)),
            MeasuredQuantity.inventory("PE", 1, 9_950, MeasurementError.of(.01, 100, pe, .005)),
            MeasuredQuantity.input("X", 1, 4_000, MeasurementError.of(.02, 40, x, .004)),
            MeasuredQuantity.output("Y", 1, 3_980, MeasurementError.of(.02, 40, y, .004))));
  }

  @Test
  void addsTheErrorsOfSeparateInstruments() {
    double sigma = oneBalance("a", "b", "c", "d").sigma(1);
    assertThat(sigma).isCloseTo(77.47202979, withPercentage(ONE_PER_MILLION));
    assertThat(70 / sigma).isCloseTo(.90355, within(5e-6));
  }

  @Test
  void cancelsTheSystematicErrorOfASharedInstrument() {
    double sigma = oneBalance("scale", "scale", "meter", "meter").sigma(1);
    assertThat(sigma).isCloseTo(22.74808563, withPercentage(ONE_PER_MILLION));
    assertThat(70 / sigma).isCloseTo(3.07718, within(5e-6));
  }

  @Test
  void averagesManyAcceleratorsOnlyWhereTheirErrorsAreTheirOwn() {
    MeasurementError independent = new MeasurementError(.0360934, 1_000, List.of());
    MeasurementError firmware =
        new MeasurementError(
            .05 / Math.sqrt(1440),
            1_000,
            List.of(
                new SystematicError("power factor", .02),
                new SystematicError("model", .03),
                new SystematicError("clock", .001)));
    assertThat(fleetSigma(independent)).isCloseTo(.0011414, within(5e-8));
    assertThat(fleetSigma(firmware)).isCloseTo(.0360694, within(5e-8));
  }

  private static double fleetSigma(MeasurementError error) {
    return Covariance.of(1, List.of(MeasuredQuantity.input("fleet", 1, 1, error))).sigma(1);
  }

  @Test
  void reproducesTwelveConstantPeriods() {
    Covariance covariance = Covariance.of(12, Balances.twelve(12));
    for (int period = 1; period <= 12; period++) {
      assertThat(covariance.sigma(period))
          .isCloseTo(.6366537520505161, withPercentage(ONE_PER_MILLION));
    }
    assertThat(covariance.between(1, 2)).isCloseTo(.036328, withPercentage(ONE_PER_MILLION));
    assertThat(covariance.between(3, 1)).isCloseTo(.082728, withPercentage(ONE_PER_MILLION));
    assertThat(covariance.cumulativeSigma(8))
        .isCloseTo(2.6880833320, withPercentage(ONE_PER_MILLION));
  }

  @Test
  void reproducesAMovingInventory() {
    Covariance covariance = Covariance.of(3, Balances.three());
    double[][] published = {
      {5.17492, -1.16801, .291008}, {0, 6.266525, -1.321228}, {0, 0, 5.238284}
    };
    double[] cumulative = {2.274845050, 3.017519677, 3.504749492};
    for (int a = 1; a <= 3; a++) {
      for (int b = a; b <= 3; b++) {
        assertThat(covariance.between(a, b)).isCloseTo(published[a - 1][b - 1], within(5e-7));
        assertThat(covariance.between(b, a)).isEqualTo(covariance.between(a, b));
      }
      assertThat(covariance.cumulativeSigma(a))
          .isCloseTo(cumulative[a - 1], withPercentage(ONE_PER_MILLION));
    }
  }

  @Test
  void leavesARecalibratedInstrumentUncorrelated() {
    MeasurementError before = MeasurementError.of(0, 1, "meter, first calibration", .1);
    MeasurementError after = MeasurementError.of(0, 1, "meter, second calibration", .1);
    Covariance covariance =
        Covariance.of(
            2,
            List.of(
                MeasuredQuantity.input("in 1", 1, 10, before),
                MeasuredQuantity.input("in 2", 2, 10, after)));
    assertThat(covariance.between(1, 2)).isZero();
    assertThat(covariance.sigma(2)).isEqualTo(1);
  }

  @Test
  void neverGivesANegativeVarianceToASumKnownExactly() {
    MeasurementError error = MeasurementError.of(.1, 3, "scale", .1);
    TreeMap<Integer, Integer> signs = new TreeMap<>();
    signs.put(1, 1);
    signs.put(2, -1);
    Covariance covariance =
        Covariance.of(2, List.of(new MeasuredQuantity("moved", .7, signs, error)));
    assertThat(covariance.cumulativeSigma(2)).isCloseTo(0, within(1e-8));
  }

  @ParameterizedTest(name = "seed={0}")
  @MethodSource("dev.standstill.core.accountancy.Seeds#seeds")
  void hasTheSameBitsInAnyOrderOfTheQuantities(long seed) {
    var random = Seeds.generator(seed);
    int periods = 1 + (int) (seed % 20);
    List<MeasuredQuantity> quantities = Balances.any(random, periods);
    List<MeasuredQuantity> shuffled = new ArrayList<>(quantities);
    Collections.shuffle(shuffled, Random.from(random));
    Covariance one = Covariance.of(periods, quantities);
    Covariance other = Covariance.of(periods, shuffled);
    for (int period = 1; period <= periods; period++) {
      assertThat(other.row(period)).isEqualTo(one.row(period));
    }
  }

  @Test
  void refusesWhatIsStatedTwiceOrDifferently() {
    MeasuredQuantity once = MeasuredQuantity.input("in", 1, 1, MeasurementError.of(.1, 1, "g", .1));
    MeasuredQuantity larger =
        MeasuredQuantity.output("out", 1, 1, MeasurementError.of(.1, 1, "g", .2));
    assertThatThrownBy(() -> Covariance.of(1, List.of(once, once)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("measured twice: in");
    assertThatThrownBy(() -> Covariance.of(1, List.of(once, larger)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("group g has two sizes");
    assertThatThrownBy(() -> Covariance.of(0, List.of(once)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Covariance.of(1, List.of(once)).sigma(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no period 2");
  }

  @Test
  void refusesMeasurementsThatCannotBe() {
    MeasurementError error = MeasurementError.of(.1, 1, "g", .1);
    var shared = List.of(new SystematicError("g", .1), new SystematicError("g", .1));
    List<Runnable> impossible =
        List.of(
            () -> new SystematicError(" ", .1),
            () -> new SystematicError("g", -.1),
            () -> new SystematicError("g", Double.NaN),
            () -> new MeasurementError(-.1, 1, List.of()),
            () -> new MeasurementError(.1, 0, List.of()),
            () -> new MeasurementError(.1, 1, shared),
            () -> MeasuredQuantity.input("", 1, 1, error),
            () -> MeasuredQuantity.input("in", 0, 1, error),
            () -> MeasuredQuantity.input("in", 1, Double.POSITIVE_INFINITY, error),
            () -> MeasuredQuantity.output("out", 1, -1, error),
            () -> MeasuredQuantity.inventory("stock", -1, 1, error),
            () -> new MeasuredQuantity("none", 1, new TreeMap<>(), error),
            () -> new MeasuredQuantity("double", 1, new TreeMap<>(Map.of(1, 2)), error));
    for (Runnable attempt : impossible) {
      assertThatThrownBy(attempt::run).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
