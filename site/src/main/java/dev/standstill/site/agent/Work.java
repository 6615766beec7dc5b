package dev.standstill.site.agent;

import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.record.Digest;
import dev.standstill.core.report.ActivityCategory;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.site.workload.AccountedRun;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What runs of a kind are, in the operator's words: no scheduler knows it.
 *
 * @param queue only runs of this queue; empty for any
 * @param permit only runs that name this permit
 * @param comment only runs that name this lineage in their comment
 * @param category what they are
 * @param model what they train or serve
 * @param lineage which training lineage they belong to; present exactly for training runs
 * @param modelRate what the mathematics needs, in FLOP per second and device
 * @param executedRate what the hardware does, recomputation included, in FLOP per second and device
 * @param precision the number format they run in
 */
record Work(
    Optional<String> queue,
    Optional<String> permit,
    Optional<String> comment,
    ActivityCategory category,
    String model,
    Optional<String> lineage,
    FlopRate modelRate,
    FlopRate executedRate,
    String precision) {

  private static final BigInteger MICROSECONDS = BigInteger.valueOf(1_000_000);

  Work {
    if (lineage.isPresent() != (category == ActivityCategory.TRAINING_RUN)) {
      throw new IllegalArgumentException("a training run, and only that, names its lineage");
    }
  }

  /** Whether a run is of this kind: all that is asked of it holds. */
  boolean fits(AccountedRun run) {
    return queue.filter(name -> !name.equals(run.queue())).isEmpty()
        && permit.filter(id -> !run.permit().equals(Optional.of(id))).isEmpty()
        && comment.filter(name -> !run.lineage().equals(Optional.of(name))).isEmpty();
  }

  /** So many device-seconds of it, as a report declares them. */
  DeclaredActivity activity(long deviceSeconds, Optional<Digest> drawnOn) {
    BigInteger seconds = BigInteger.valueOf(deviceSeconds);
    return new DeclaredActivity(
        category,
        model,
        lineage,
        new Flop(modelRate.times(seconds).perSecond()),
        new Flop(executedRate.times(seconds).perSecond()),
        precision,
        Optional.empty(),
        new DeviceTime(seconds.multiply(MICROSECONDS)),
        drawnOn);
  }
}
