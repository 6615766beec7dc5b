package dev.standstill.core.rule;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of one run. Nothing here is assumed: what nobody stated is absent.
 *
 * @param parameters all parameters of the model
 * @param activeParameters those that work on one token, where only some do
 * @param trainableParameters those that are trained, where others are frozen
 * @param tokens seen in training, every repetition counted
 * @param attention layers, width and context
 * @param recomputation whether activations are computed again
 * @param devices what ran it; empty if nobody says
 */
public record RunFacts(
    Optional<BigInteger> parameters,
    Optional<BigInteger> activeParameters,
    Optional<BigInteger> trainableParameters,
    Optional<BigInteger> tokens,
    Optional<AttentionShape> attention,
    Recomputation recomputation,
    List<DeviceUse> devices) {

  public RunFacts {
    devices = List.copyOf(devices);
    parameters.ifPresent(count -> requirePositive(RunInput.PARAMETERS, count));
    activeParameters.ifPresent(count -> requirePositive(RunInput.ACTIVE_PARAMETERS, count));
    trainableParameters.ifPresent(count -> requirePositive(RunInput.TRAINABLE_PARAMETERS, count));
    tokens.ifPresent(count -> requirePositive(RunInput.TOKENS, count));
    requireAtMost(activeParameters, parameters, "active");
    requireAtMost(trainableParameters, parameters, "trainable");
  }

  /** A run of which only the architecture is known: so many parameters, so many tokens. */
  public static RunFacts ofArchitecture(BigInteger parameters, BigInteger tokens) {
    return new RunFacts(
        Optional.of(parameters),
        Optional.empty(),
        Optional.empty(),
        Optional.of(tokens),
        Optional.empty(),
        Recomputation.UNSTATED,
        List.of());
  }

  /** A run of which only the hardware is known. */
  public static RunFacts ofDevices(DeviceUse... devices) {
    return new RunFacts(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Recomputation.UNSTATED,
        List.of(devices));
  }

  static void requirePositive(RunInput input, BigInteger count) {
    if (count.signum() <= 0) {
      throw new IllegalArgumentException(input + " must be above zero: " + count);
    }
  }

  private static void requireAtMost(
      Optional<BigInteger> part, Optional<BigInteger> whole, String which) {
    if (part.isPresent() && whole.isPresent() && part.get().compareTo(whole.get()) > 0) {
      throw new IllegalArgumentException(
          which + " parameters are a part of all parameters, not more");
    }
  }

  /** The parameters that work on a token: the active ones where somebody states them. */
  Optional<BigInteger> workingParameters() {
    return activeParameters.or(() -> parameters);
  }

  /** What the devices' own inputs lack, up to their peak. */
  Set<RunInput> missingForPeak() {
    Set<RunInput> missing = new TreeSet<>();
    if (devices.isEmpty()) {
      missing.addAll(List.of(RunInput.DEVICES, RunInput.PEAK, RunInput.HOURS));
    }
    devices.forEach(use -> missing.addAll(use.missingForPeak()));
    return missing;
  }

  /** Whether every part of the fleet has a stated utilisation. */
  boolean statesUtilisation() {
    return !devices.isEmpty() && devices.stream().allMatch(use -> use.utilisation().isPresent());
  }
}
