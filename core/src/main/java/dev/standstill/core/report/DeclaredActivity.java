package dev.standstill.core.report;

import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import java.math.BigInteger;
import java.util.Optional;

/**
 * One activity of one period in one area.
 *
 * @param category what it was
 * @param model what was trained or served; together with the category it names the workload whose
 *     calibration error is one draw
 * @param lineage which training lineage it belongs to; present exactly for training runs
 * @param modelFlop what the mathematics needed
 * @param executedFlop what the hardware did, recomputation included; the balance counts this
 * @param precision the number format it ran in
 * @param tokens tokens processed, where that is meaningful and known; never a guessed zero
 * @param deviceTime how long how many devices worked on it
 * @param permit the permit it draws on, if it names one
 */
public record DeclaredActivity(
    ActivityCategory category,
    String model,
    Optional<String> lineage,
    Flop modelFlop,
    Flop executedFlop,
    String precision,
    Optional<BigInteger> tokens,
    DeviceTime deviceTime,
    Optional<Digest> permit) {

  public DeclaredActivity {
    if (model.isBlank() || precision.isBlank()) {
      throw new IllegalArgumentException("an activity names its model and precision");
    }
    if (lineage.isPresent() != (category == ActivityCategory.TRAINING_RUN)) {
      throw new IllegalArgumentException("a training run, and only that, names its lineage");
    }
    if (tokens.filter(count -> count.signum() < 0).isPresent()) {
      throw new IllegalArgumentException("tokens must not be negative");
    }
  }

  /** One that names no permit. */
  public DeclaredActivity(
      ActivityCategory category,
      String model,
      Optional<String> lineage,
      Flop modelFlop,
      Flop executedFlop,
      String precision,
      Optional<BigInteger> tokens,
      DeviceTime deviceTime) {
    this(
        category,
        model,
        lineage,
        modelFlop,
        executedFlop,
        precision,
        tokens,
        deviceTime,
        Optional.empty());
  }
}
