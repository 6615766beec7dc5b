package dev.standstill.core.rule;

import dev.standstill.core.quantity.FlopInterval;
import dev.standstill.core.quantity.FlopRate;
import java.util.List;
import java.util.Optional;

/**
 * What rules are held against.
 *
 * @param estimates of the run, under every convention that had its inputs
 * @param original operations of the model that is modified, if known
 * @param cluster dense 16-bit peak of the accelerators together
 * @param networkGigabitsPerSecond between the cluster's machines
 */
public record RuleFacts(
    List<FlopEstimate> estimates,
    Optional<FlopInterval> original,
    Optional<FlopRate> cluster,
    Optional<Long> networkGigabitsPerSecond) {

  public RuleFacts {
    estimates = List.copyOf(estimates);
  }
}
