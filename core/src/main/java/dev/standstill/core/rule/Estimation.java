package dev.standstill.core.rule;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.rule.EstimateOutcome.Estimated;
import dev.standstill.core.rule.EstimateOutcome.InputsMissing;
import dev.standstill.core.rule.EstimateOutcome.NotNeeded;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The operations of a run under every convention at once. Exact arithmetic; a figure that is no
 * whole number is rounded half-even once, at the end, and its bounds outwards.
 */
public final class Estimation {

  private static final BigDecimal USUAL_LEAST = new BigDecimal("0.20");
  private static final BigDecimal USUAL = new BigDecimal("0.40");
  private static final BigDecimal USUAL_MOST = new BigDecimal("0.50");

  private static final BigInteger TWO = BigInteger.TWO;
  private static final BigInteger THREE = BigInteger.valueOf(3);
  private static final BigInteger FOUR = BigInteger.valueOf(4);
  private static final BigInteger SIX = BigInteger.valueOf(6);

  private final RunFacts facts;
  private final Accuracy accuracy;

  private Estimation(RunFacts facts, Accuracy accuracy) {
    this.facts = facts;
    this.accuracy = accuracy;
  }

  /** One outcome for each convention, in the order of {@link Convention}. */
  public static List<EstimateOutcome> of(RunFacts facts, Accuracy accuracy) {
    Estimation estimation = new Estimation(facts, accuracy);
    List<EstimateOutcome> outcomes = new ArrayList<>();
    for (Convention convention : Convention.values()) {
      outcomes.add(estimation.outcome(convention));
    }
    return List.copyOf(outcomes);
  }

  /** Those that have a figure. */
  public static List<FlopEstimate> estimates(List<EstimateOutcome> outcomes) {
    return outcomes.stream()
        .filter(Estimated.class::isInstance)
        .map(outcome -> ((Estimated) outcome).estimate())
        .toList();
  }

  private EstimateOutcome outcome(Convention convention) {
    if (convention == Convention.DEVICE_HOURS_USUAL_UTILISATION && facts.statesUtilisation()) {
      return new NotNeeded(convention, RunInput.UTILISATION);
    }
    Set<RunInput> missing = missing(convention);
    return missing.isEmpty()
        ? new Estimated(estimate(convention))
        : new InputsMissing(convention, missing);
  }

  private Set<RunInput> missing(Convention convention) {
    return switch (convention) {
      case MODEL_FLOP -> absent(RunInput.PARAMETERS, RunInput.TOKENS);
      case MODEL_FLOP_ACTIVE_PARAMETERS -> absent(RunInput.ACTIVE_PARAMETERS, RunInput.TOKENS);
      case MODEL_FLOP_WITH_ATTENTION ->
          absentOfWorking(RunInput.TOKENS, RunInput.LAYERS_WIDTH_AND_CONTEXT);
      case EXECUTED_FLOP_WITH_RECOMPUTATION, FORWARD_ONLY -> absentOfWorking(RunInput.TOKENS);
      case FROZEN_BASE -> absentOfWorking(RunInput.TRAINABLE_PARAMETERS, RunInput.TOKENS);
      case DEVICE_HOURS -> {
        Set<RunInput> missing = facts.missingForPeak();
        if (!facts.statesUtilisation()) {
          missing.add(RunInput.UTILISATION);
        }
        yield missing;
      }
      case DEVICE_HOURS_USUAL_UTILISATION -> facts.missingForPeak();
    };
  }

  private Set<RunInput> absentOfWorking(RunInput... others) {
    Set<RunInput> missing = absent(others);
    if (facts.workingParameters().isEmpty()) {
      missing.add(RunInput.PARAMETERS);
    }
    return missing;
  }

  private Set<RunInput> absent(RunInput... inputs) {
    Set<RunInput> missing = new TreeSet<>();
    for (RunInput input : inputs) {
      Optional<?> stated =
          switch (input) {
            case PARAMETERS -> facts.parameters();
            case ACTIVE_PARAMETERS -> facts.activeParameters();
            case TRAINABLE_PARAMETERS -> facts.trainableParameters();
            case TOKENS -> facts.tokens();
            case LAYERS_WIDTH_AND_CONTEXT -> facts.attention();
            case DEVICES, PEAK, HOURS, UTILISATION -> Optional.empty();
          };
      if (stated.isEmpty()) {
        missing.add(input);
      }
    }
    return missing;
  }

  private FlopEstimate estimate(Convention convention) {
    return switch (convention) {
      case MODEL_FLOP -> exact(convention, SIX.multiply(facts.parameters().orElseThrow()));
      case MODEL_FLOP_ACTIVE_PARAMETERS ->
          exact(convention, SIX.multiply(facts.activeParameters().orElseThrow()));
      case MODEL_FLOP_WITH_ATTENTION -> withAttention(convention);
      case EXECUTED_FLOP_WITH_RECOMPUTATION -> executed(convention);
      case FROZEN_BASE ->
          exact(
              convention,
              FOUR.multiply(working())
                  .add(TWO.multiply(facts.trainableParameters().orElseThrow())));
      case FORWARD_ONLY -> exact(convention, TWO.multiply(working()));
      case DEVICE_HOURS -> {
        BigDecimal flop = flopUsed();
        yield estimate(convention, flop, flop, flop);
      }
      case DEVICE_HOURS_USUAL_UTILISATION -> {
        BigDecimal peak = flopAtPeak(facts);
        yield estimate(
            convention,
            peak.multiply(USUAL_LEAST),
            peak.multiply(USUAL),
            peak.multiply(USUAL_MOST));
      }
    };
  }

  private BigInteger working() {
    return facts.workingParameters().orElseThrow();
  }

  private BigInteger attention() {
    return facts.attention().map(AttentionShape::flopPerToken).orElse(BigInteger.ZERO);
  }

  private FlopEstimate withAttention(Convention convention) {
    BigInteger parameters = SIX.multiply(working());
    BigInteger full = parameters.add(attention());
    return perToken(convention, parameters.add(attention().divide(TWO)), full, full);
  }

  /** Full recomputation adds one forward pass, a third of the model's own operations. */
  private FlopEstimate executed(Convention convention) {
    BigInteger model = SIX.multiply(working()).add(attention());
    BigInteger full = model.multiply(FOUR).divide(THREE);
    return switch (facts.recomputation()) {
      case UNSTATED -> perToken(convention, model, full, full);
      case NONE -> exact(convention, model);
      case FULL -> exact(convention, full);
    };
  }

  private FlopEstimate exact(Convention convention, BigInteger perToken) {
    return perToken(convention, perToken, perToken, perToken);
  }

  private FlopEstimate perToken(
      Convention convention, BigInteger least, BigInteger flop, BigInteger most) {
    BigDecimal tokens = new BigDecimal(facts.tokens().orElseThrow());
    return estimate(
        convention,
        new BigDecimal(least).multiply(tokens),
        new BigDecimal(flop).multiply(tokens),
        new BigDecimal(most).multiply(tokens));
  }

  private FlopEstimate estimate(
      Convention convention, BigDecimal least, BigDecimal flop, BigDecimal most) {
    return new FlopEstimate(
        convention,
        new Flop(flop.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact()),
        accuracy.around(least, most));
  }

  private BigDecimal flopUsed() {
    BigDecimal sum = BigDecimal.ZERO;
    for (DeviceUse use : facts.devices()) {
      BigDecimal share = BigDecimal.valueOf(use.utilisation().orElseThrow().value(), 6);
      sum = sum.add(use.flopAtPeak().multiply(share));
    }
    return sum;
  }

  static BigDecimal flopAtPeak(RunFacts facts) {
    return facts.devices().stream()
        .map(DeviceUse::flopAtPeak)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
