package dev.standstill.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.quantity.PartsPerMillion;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked examples of the EU guidelines, Annex A.3, at the precision they are printed with. */
class EuropeanExamplesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "A, 3.8e9,  3.3e12, 7.524e22,  7.5e22, 2",
    "C, 0.6e9,  36e12,  1.296e23,  1.3e23, 2",
    "D, 1.54e9, 18e12,  1.6632e23, 1.7e23, 2",
    "E, 1.7e9,  36e12,  3.672e23,  3.7e23, 2",
    "F, 2.5e9,  12e12,  1.8e23,    1.8e23, 2",
    "G, 2.6e9,  10e12,  1.56e23,   1.6e23, 2"
  })
  void architectureReproduces(
      String name, String parameters, String tokens, String exact, String printed, int digits) {
    RunFacts facts = RunFacts.ofArchitecture(whole(parameters), whole(tokens));
    requireFigure(facts, Convention.MODEL_FLOP, exact, printed, digits);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "B, 200000, 300e12, 1.08e23,    1e23,   1",
    "H, 370000, 989e12, 6.58674e23, 6.6e23, 2"
  })
  void hardwareReproduces(
      String name, long deviceHours, String peak, String exact, String printed, int digits) {
    DeviceUse use =
        new DeviceUse(
            Optional.of(BigInteger.valueOf(deviceHours)),
            Optional.of(new FlopRate(whole(peak))),
            Optional.of(Duration.ofHours(1)),
            Optional.of(new PartsPerMillion(500_000)));
    requireFigure(RunFacts.ofDevices(use), Convention.DEVICE_HOURS, exact, printed, digits);
  }

  private static void requireFigure(
      RunFacts facts, Convention convention, String exact, String printed, int digits) {
    List<FlopEstimate> found =
        Estimation.estimates(Estimation.of(facts, Accuracy.EUROPEAN)).stream()
            .filter(estimate -> estimate.convention() == convention)
            .toList();
    assertThat(found).hasSize(1);
    Flop flop = found.getFirst().flop();
    assertThat(flop).isEqualTo(new Flop(whole(exact)));
    assertThat(
            new BigDecimal(flop.operations()).round(new MathContext(digits, RoundingMode.HALF_UP)))
        .isEqualByComparingTo(printed);
  }

  private static BigInteger whole(String decimal) {
    return new BigDecimal(decimal).toBigIntegerExact();
  }
}
