package dev.standstill.core.rule;

import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.quantity.PartsPerMillion;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Devices of one kind at work for some time. A mixed fleet is several of these.
 *
 * @param devices how many
 * @param peak what one does at most, in the number format of the run
 * @param time how long each worked
 * @param utilisation which share of the peak became operations of the model
 */
public record DeviceUse(
    Optional<BigInteger> devices,
    Optional<FlopRate> peak,
    Optional<Duration> time,
    Optional<PartsPerMillion> utilisation) {

  public DeviceUse {
    devices.ifPresent(count -> RunFacts.requirePositive(RunInput.DEVICES, count));
    if (time.isPresent() && !time.get().isPositive()) {
      throw new IllegalArgumentException("hours must be above zero");
    }
    if (utilisation.isPresent() && utilisation.get().value() == 0) {
      throw new IllegalArgumentException("utilisation must be above zero");
    }
  }

  /** What is missing to say how much these devices could have done at most. */
  Set<RunInput> missingForPeak() {
    Set<RunInput> missing = new TreeSet<>();
    if (devices.isEmpty()) {
      missing.add(RunInput.DEVICES);
    }
    if (peak.isEmpty()) {
      missing.add(RunInput.PEAK);
    }
    if (time.isEmpty()) {
      missing.add(RunInput.HOURS);
    }
    return missing;
  }

  /** Operations at full use, exact; only where nothing is missing. */
  BigDecimal flopAtPeak() {
    Duration span = time.orElseThrow();
    BigDecimal seconds =
        BigDecimal.valueOf(span.getSeconds()).add(BigDecimal.valueOf(span.getNano(), 9));
    return new BigDecimal(peak.orElseThrow().times(devices.orElseThrow()).perSecond())
        .multiply(seconds);
  }
}
