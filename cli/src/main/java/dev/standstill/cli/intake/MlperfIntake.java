package dev.standstill.cli.intake;

import dev.standstill.cli.intake.MeteredRun.Kind;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Power;
import dev.standstill.telemetry.mlperf.InferenceRun;
import dev.standstill.telemetry.mlperf.RunLogs;
import dev.standstill.telemetry.mlperf.TrainingRun;
import dev.standstill.telemetry.mlperf.WorkDone;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** MLPerf power submissions as metered runs. */
public final class MlperfIntake {

  /** What an 8-accelerator node of this data has, where the log does not say. */
  static final int ACCELERATORS_ASSUMED = 8;

  /** Rated board power of H100 SXM and H200 SXM. */
  static final Power SXM_POWER = Power.ofWatts(700);

  private final Instant now;
  private final OptionalInt nodes;

  /**
   * An intake.
   *
   * @param now readings dated later are refused
   * @param nodes how many nodes there were, if the operator says so
   */
  public MlperfIntake(Instant now, OptionalInt nodes) {
    this.now = now;
    this.nodes = nodes;
  }

  /** Reads a run and its meters. */
  public MeteredRun read(Path runLog, Path power) {
    return switch (RunLogs.kind(runLog)) {
      case TRAINING -> training(TrainingRun.read(runLog, power, now));
      case INFERENCE -> inference(InferenceRun.read(runLog, power, now));
    };
  }

  private MeteredRun training(TrainingRun run) {
    List<String> notes = new ArrayList<>(run.notes());
    boolean assumed = run.acceleratorsPerNode() == null || run.acceleratorModel() == null;
    if (assumed) {
      notes.add(assumedNote());
    }
    return new MeteredRun(
        run.benchmark(),
        Kind.TRAINING,
        new BalancePeriod(run.start(), run.stop()),
        points(run, notes),
        accelerators(run.acceleratorsPerNode()),
        model(run.acceleratorModel()),
        SXM_POWER,
        assumed,
        tokens(run),
        Optional.ofNullable(run.work()).map(WorkDone::amount),
        run.hosts(),
        run.readings(),
        notes);
  }

  private List<String> points(TrainingRun run, List<String> notes) {
    Long declared = run.declaredNodes();
    int expected;
    if (nodes.isPresent()) {
      expected = nodes.getAsInt();
    } else if (declared != null) {
      expected = Math.toIntExact(declared);
    } else {
      notes.add("the log does not say how many nodes took part: those with readings are taken");
      expected = run.nodeNames().size();
    }
    Set<String> points = new LinkedHashSet<>(TrainingRun.expectedNodes(expected, run.nodeNames()));
    for (String name : run.nodeNames()) {
      if (points.add(name)) {
        notes.add(name + " has readings but is not among the " + expected + " nodes of the log");
      }
    }
    List<String> missing =
        points.stream().filter(point -> !run.nodeNames().contains(point)).toList();
    if (!missing.isEmpty()) {
      notes.add("without readings: " + String.join(", ", missing));
    }
    return List.copyOf(points);
  }

  private MeteredRun inference(InferenceRun run) {
    List<String> notes = new ArrayList<>(run.notes());
    notes.add(assumedNote());
    BalancePeriod period = new BalancePeriod(run.begin(), run.end());
    return new MeteredRun(
        run.systemUnderTest(),
        Kind.INFERENCE,
        period,
        List.of("spl"),
        ACCELERATORS_ASSUMED,
        "unstated",
        SXM_POWER,
        true,
        total(run.tokensPerSecond(), period),
        total(run.samplesPerSecond(), period).map(BigInteger::longValueExact),
        List.of(),
        run.readings(),
        notes);
  }

  private static Optional<BigInteger> total(@Nullable BigDecimal perSecond, BalancePeriod period) {
    return Optional.ofNullable(perSecond)
        .map(rate ->
            rate.multiply(BigDecimal.valueOf(period.microseconds()))
                .movePointLeft(6)
                .setScale(0, RoundingMode.HALF_EVEN)
                .toBigIntegerExact());
  }

  /** Only GPT-3 counts its work in tokens. */
  private static Optional<BigInteger> tokens(TrainingRun run) {
    return run.benchmark().equals("gpt3")
        ? Optional.ofNullable(run.trainedSamples()).map(BigInteger::valueOf)
        : Optional.empty();
  }

  private static int accelerators(@Nullable Long perNode) {
    return perNode == null ? ACCELERATORS_ASSUMED : Math.toIntExact(perNode);
  }

  private static String model(@Nullable String name) {
    return name == null ? "unstated" : name;
  }

  private static String assumedNote() {
    return "the log does not name the accelerators: "
        + ACCELERATORS_ASSUMED
        + " of "
        + (long) SXM_POWER.watts()
        + " W a node are assumed";
  }
}
