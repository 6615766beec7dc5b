package dev.standstill.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopInterval;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.rule.EstimateOutcome.Estimated;
import dev.standstill.core.rule.EstimateOutcome.InputsMissing;
import dev.standstill.core.rule.EstimateOutcome.NotNeeded;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every convention by hand, and what it says when an input is missing. */
class EstimationTest {

  private static final RunFacts NOTHING =
      new RunFacts(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Recomputation.UNSTATED,
          List.of());

  @Test
  void estimatesNothingFromNothingAndNamesWhatIsMissing() {
    List<EstimateOutcome> outcomes = Estimation.of(NOTHING, Accuracy.EUROPEAN);
    assertThat(outcomes)
        .extracting(EstimateOutcome::convention)
        .containsExactly(Convention.values());
    assertThat(outcomes).allMatch(InputsMissing.class::isInstance);
    assertThat(Estimation.estimates(outcomes)).isEmpty();
    assertThat(missing(NOTHING, Convention.MODEL_FLOP))
        .containsExactly(RunInput.PARAMETERS, RunInput.TOKENS);
    assertThat(missing(NOTHING, Convention.MODEL_FLOP_ACTIVE_PARAMETERS))
        .containsExactly(RunInput.ACTIVE_PARAMETERS, RunInput.TOKENS);
    assertThat(missing(NOTHING, Convention.MODEL_FLOP_WITH_ATTENTION))
        .containsExactly(RunInput.PARAMETERS, RunInput.TOKENS, RunInput.LAYERS_WIDTH_AND_CONTEXT);
    assertThat(missing(NOTHING, Convention.FROZEN_BASE))
        .containsExactly(RunInput.PARAMETERS, RunInput.TRAINABLE_PARAMETERS, RunInput.TOKENS);
    assertThat(missing(NOTHING, Convention.DEVICE_HOURS))
        .containsExactly(RunInput.DEVICES, RunInput.PEAK, RunInput.HOURS, RunInput.UTILISATION);
  }

  @Test
  void namesOnlyWhatIsMissing() {
    RunFacts noTokens = facts("1e9", null, null, null, Recomputation.NONE);
    assertThat(missing(noTokens, Convention.MODEL_FLOP)).containsExactly(RunInput.TOKENS);
    RunFacts noUse =
        RunFacts.ofDevices(
            new DeviceUse(
                Optional.of(BigInteger.TEN),
                Optional.empty(),
                Optional.of(Duration.ofHours(1)),
                Optional.empty()));
    assertThat(missing(noUse, Convention.DEVICE_HOURS))
        .containsExactly(RunInput.PEAK, RunInput.UTILISATION);
    assertThat(missing(noUse, Convention.DEVICE_HOURS_USUAL_UTILISATION))
        .containsExactly(RunInput.PEAK);
  }

  @Test
  void countsForwardAndBackward() {
    RunFacts dense = facts("1000", null, null, "10", Recomputation.UNSTATED);
    assertThat(flop(dense, Convention.FORWARD_ONLY)).isEqualTo("20000");
    assertThat(flop(dense, Convention.MODEL_FLOP)).isEqualTo("60000");
    assertThat(interval(dense, Convention.MODEL_FLOP)).isEqualTo(between("42000", "78000"));
    assertThat(flop(dense, Convention.EXECUTED_FLOP_WITH_RECOMPUTATION)).isEqualTo("80000");
    assertThat(interval(dense, Convention.EXECUTED_FLOP_WITH_RECOMPUTATION))
        .isEqualTo(between("42000", "104000"));
    assertThat(
            interval(
                facts("1000", null, null, "10", Recomputation.NONE),
                Convention.EXECUTED_FLOP_WITH_RECOMPUTATION))
        .isEqualTo(between("42000", "78000"));
    assertThat(
            interval(
                facts("1000", null, null, "10", Recomputation.FULL),
                Convention.EXECUTED_FLOP_WITH_RECOMPUTATION))
        .isEqualTo(between("56000", "104000"));
  }

  @Test
  void countsAMixtureOfExpertsByBothItsBounds() {
    RunFacts mixture = facts("671e9", "37e9", null, "14.8e12", Recomputation.UNSTATED);
    assertThat(flop(mixture, Convention.MODEL_FLOP)).isEqualTo(digits("5.95848e25"));
    assertThat(flop(mixture, Convention.MODEL_FLOP_ACTIVE_PARAMETERS))
        .isEqualTo(digits("3.2856e24"));
    // What works on a token is what is executed.
    assertThat(flop(mixture, Convention.EXECUTED_FLOP_WITH_RECOMPUTATION))
        .isEqualTo(digits("4.3808e24"));
  }

  @Test
  void countsAFrozenBaseBetweenForwardAndFullTraining() {
    assertThat(
            flop(facts("1000", null, "1000", "10", Recomputation.UNSTATED), Convention.FROZEN_BASE))
        .isEqualTo("60000");
    assertThat(flop(facts("1000", null, "5", "10", Recomputation.UNSTATED), Convention.FROZEN_BASE))
        .isEqualTo("40100");
  }

  /**
   * Model FLOP a token as flopcheck (16 September 2026) prints them for TinyLlama at two lengths of
   * context: 22 layers, width 2,048.
   */
  @ParameterizedTest
  @CsvSource({"2048, 7313817600", "8192, 10635706368"})
  void countsAttentionAsAPublishedMeasurementDoes(long context, String flopPerToken) {
    RunFacts facts =
        new RunFacts(
            Optional.of(BigInteger.valueOf(1_034_420_224L)),
            Optional.empty(),
            Optional.empty(),
            Optional.of(BigInteger.ONE),
            Optional.of(new AttentionShape(22, 2_048, context)),
            Recomputation.UNSTATED,
            List.of());
    assertThat(flop(facts, Convention.MODEL_FLOP_WITH_ATTENTION)).isEqualTo(flopPerToken);
    BigInteger causal =
        new BigInteger(flopPerToken)
            .subtract(BigInteger.valueOf(6L * 22 * 2_048 * context))
            .multiply(BigInteger.valueOf(7))
            .divide(BigInteger.TEN);
    assertThat(interval(facts, Convention.MODEL_FLOP_WITH_ATTENTION).least().operations())
        .isEqualTo(causal);
  }

  @Test
  void sumsAMixedFleetPieceByPiece() {
    RunFacts fleet =
        RunFacts.ofDevices(
            use(10, "312", Duration.ofMinutes(30), 400_000),
            use(2, "989.4", Duration.ofSeconds(1), 500_000));
    assertThat(flop(fleet, Convention.DEVICE_HOURS)).isEqualTo(digits("2.2473894e18"));
  }

  @Test
  void usesTheUsualUtilisationOnlyWhereNobodyStatesOne() {
    DeviceUse stated = use(1, "1000", Duration.ofSeconds(1), 300_000);
    DeviceUse unstated =
        new DeviceUse(stated.devices(), stated.peak(), stated.time(), Optional.empty());
    assertThat(outcome(RunFacts.ofDevices(stated), Convention.DEVICE_HOURS_USUAL_UTILISATION))
        .isInstanceOf(NotNeeded.class);
    FlopEstimate usual =
        estimate(RunFacts.ofDevices(unstated), Convention.DEVICE_HOURS_USUAL_UTILISATION);
    assertThat(usual.flop()).isEqualTo(Flop.of(digits("4e14")));
    assertThat(usual.interval()).isEqualTo(between(digits("1.4e14"), digits("6.5e14")));
    RunFacts partly = RunFacts.ofDevices(stated, unstated);
    assertThat(missing(partly, Convention.DEVICE_HOURS)).containsExactly(RunInput.UTILISATION);
    assertThat(outcome(partly, Convention.DEVICE_HOURS_USUAL_UTILISATION))
        .isInstanceOf(Estimated.class);
  }

  @Test
  void roundsOnceAndBoundsOutwards() {
    RunFacts odd =
        RunFacts.ofDevices(
            new DeviceUse(
                Optional.of(BigInteger.ONE),
                Optional.of(new FlopRate(BigInteger.valueOf(3))),
                Optional.of(Duration.ofSeconds(1)),
                Optional.of(new PartsPerMillion(500_000))));
    FlopEstimate estimate = estimate(odd, Convention.DEVICE_HOURS);
    assertThat(estimate.flop()).isEqualTo(Flop.of("2"));
    assertThat(estimate.interval()).isEqualTo(between("1", "2"));
  }

  @Test
  void asksWhereArchitectureAndHardwareDoNotAgree() {
    assertThat(implied("1e9", 1_000))
        .hasValueSatisfying(implied -> {
          assertThat(implied.share()).isEqualByComparingTo("0.06");
          assertThat(implied.questionable()).isTrue();
        });
    assertThat(implied("1e9", 150))
        .hasValueSatisfying(implied -> assertThat(implied.questionable()).isFalse());
    assertThat(implied("1e9", 100))
        .hasValueSatisfying(implied -> assertThat(implied.questionable()).isFalse());
    assertThat(implied("1e9", 99))
        .hasValueSatisfying(implied -> assertThat(implied.questionable()).isTrue());
    assertThat(ImpliedUtilisation.of(NOTHING)).isEmpty();
  }

  @Test
  void refusesAnAccuracyThatSaysNothing() {
    assertThatThrownBy(() -> new Accuracy(PartsPerMillion.WHOLE, Accuracy.EUROPEAN.source()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** 1e6 tokens on devices of 1 TFLOP/s for 100 seconds. */
  private static Optional<ImpliedUtilisation> implied(String parameters, int devices) {
    return ImpliedUtilisation.of(
        new RunFacts(
            Optional.of(new BigDecimal(parameters).toBigIntegerExact()),
            Optional.empty(),
            Optional.empty(),
            Optional.of(BigInteger.valueOf(1_000_000)),
            Optional.empty(),
            Recomputation.UNSTATED,
            List.of(use(devices, "1", Duration.ofSeconds(100), 1))));
  }

  private static DeviceUse use(int devices, String tera, Duration time, int utilisation) {
    return new DeviceUse(
        Optional.of(BigInteger.valueOf(devices)),
        Optional.of(FlopRate.ofTera(tera)),
        Optional.of(time),
        Optional.of(new PartsPerMillion(utilisation)));
  }

  private static RunFacts facts(
      @Nullable String parameters,
      @Nullable String active,
      @Nullable String trainable,
      @Nullable String tokens,
      Recomputation recomputation) {
    return new RunFacts(
        whole(parameters),
        whole(active),
        whole(trainable),
        whole(tokens),
        Optional.empty(),
        recomputation,
        List.of());
  }

  private static Optional<BigInteger> whole(@Nullable String decimal) {
    return Optional.ofNullable(decimal).map(text -> new BigDecimal(text).toBigIntegerExact());
  }

  private static String digits(String decimal) {
    return new BigDecimal(decimal).toBigIntegerExact().toString();
  }

  private static FlopInterval between(String least, String most) {
    return new FlopInterval(Flop.of(least), Flop.of(most));
  }

  private static EstimateOutcome outcome(RunFacts facts, Convention convention) {
    return Estimation.of(facts, Accuracy.EUROPEAN).stream()
        .filter(outcome -> outcome.convention() == convention)
        .findFirst()
        .orElseThrow();
  }

  private static List<RunInput> missing(RunFacts facts, Convention convention) {
    return List.copyOf(((InputsMissing) outcome(facts, convention)).missing());
  }

  private static FlopEstimate estimate(RunFacts facts, Convention convention) {
    return ((Estimated) outcome(facts, convention)).estimate();
  }

  private static String flop(RunFacts facts, Convention convention) {
    return estimate(facts, convention).flop().toString();
  }

  private static FlopInterval interval(RunFacts facts, Convention convention) {
    return estimate(facts, convention).interval();
  }
}
