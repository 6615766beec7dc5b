package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.cli.intake.CalibrationChoice;
import dev.standstill.cli.intake.CalibrationChoice.CalibratingRun;
import dev.standstill.cli.intake.CsvIntake;
import dev.standstill.cli.intake.IntakeException;
import dev.standstill.cli.intake.MeasuredRun;
import dev.standstill.cli.intake.MlperfIntake;
import dev.standstill.core.quantity.Power;
import dev.standstill.telemetry.MeterReading;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Imports. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Makes a complete, signed evidence source from raw meter files.",
    footer = {
      "",
      "Example: standstill import csv --readings power.csv --site north --declare-as idle --out E"
    },
    subcommands = {ImportCommand.Mlperf.class, ImportCommand.Csv.class})
final class ImportCommand implements Runnable {

  private static final int NODES_MAX = 1_000_000;
  private static final int ACCELERATORS_MAX = 1_000_000;
  private static final int ACCELERATOR_WATTS_MAX = 1_000_000;
  private static final Instant LATEST =
      Instant.EPOCH.plus(MeterReading.TIME_MICROS_MAX, ChronoUnit.MICROS);

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(), "name a format: mlperf or csv");
  }

  /** From an MLPerf power submission. */
  @Command(
      name = "mlperf",
      mixinStandardHelpOptions = true,
      description =
          "Makes evidence from an MLPerf run with power: training (run log and node_*.txt) or"
              + " inference (mlperf_log_detail.txt and spl.txt).",
      footer = {
        "",
        "Example: standstill import mlperf --run-log result_2.txt --power power/result_2 \\",
        "             --site smc --shared-meters mean --out smc-evidence"
      })
  static final class Mlperf implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;
    @Mixin private IntakeFlags flags = new IntakeFlags();

    @Option(
        names = "--run-log",
        required = true,
        paramLabel = "FILE",
        description = "The run's log.")
    private @Nullable Path runLog;

    @Option(
        names = "--power",
        required = true,
        paramLabel = "DIR",
        description = "The folder of its meter files.")
    private @Nullable Path power;

    @Option(
        names = "--nodes",
        paramLabel = "N",
        description = "How many nodes took part; default: what the run log says.")
    private @Nullable Integer nodes;

    @Option(
        names = "--calibrate",
        paramLabel = "LOG=POWERDIR[=FLOP]",
        description =
            "Take the coefficient from this other run; may be repeated. FLOP are needed unless"
                + " they follow from its log.")
    private List<String> calibrate = List.of();

    @Option(
        names = "--assume",
        paramLabel = "same-workload",
        description =
            "The calibrating runs did the same work as this one: their spread replaces the"
                + " reference errors. Needs at least two.")
    private @Nullable String assume;

    @Override
    public Integer call() throws IOException {
      OptionalInt count =
          nodes == null
              ? OptionalInt.empty()
              : OptionalInt.of(bounded("--nodes", nodes, 1, NODES_MAX));
      MlperfIntake intake = new MlperfIntake(Instant.now(), count);
      flags.requireFreeTarget();
      MeasuredRun measured =
          MeasuredRun.of(
              intake.read(
                  existing(Objects.requireNonNull(runLog)),
                  existing(Objects.requireNonNull(power))));
      MlperfIntake other = new MlperfIntake(Instant.now(), OptionalInt.empty());
      List<CalibratingRun> runs = new ArrayList<>();
      for (String named : calibrate) {
        runs.add(calibratingRun(other, named));
      }
      CalibrationChoice choice =
          new CalibrationChoice(
              flags.joulesPerFlop(), flags.idleWatts(), runs, sameWorkload(assume));
      return finish(Objects.requireNonNull(spec), flags, measured, choice);
    }

    private static boolean sameWorkload(@Nullable String assume) {
      if (assume != null && !assume.equals("same-workload")) {
        throw new IllegalArgumentException("--assume knows only same-workload, not " + assume);
      }
      return assume != null;
    }

    private static CalibratingRun calibratingRun(MlperfIntake intake, String named)
        throws IOException {
      String[] parts = named.split("=", -1);
      if (parts.length < 2 || parts.length > 3) {
        throw new IllegalArgumentException(
            "--calibrate wants LOG=POWERDIR or LOG=POWERDIR=FLOP, not " + named);
      }
      Optional<BigDecimal> flop =
          parts.length == 3
              ? Optional.of(IntakeFlags.positive("--calibrate", parts[2]))
              : Optional.empty();
      return new CalibratingRun(
          MeasuredRun.of(intake.read(existing(Path.of(parts[0])), existing(Path.of(parts[1])))),
          flop);
    }
  }

  /** From a plain table. */
  @Command(
      name = "csv",
      mixinStandardHelpOptions = true,
      description = "Makes evidence from a table of readings with the header point,time,watts.",
      footer = {
        "",
        "Example: standstill import csv --readings power.csv --site north --accelerators 8 \\",
        "             --declare-as inference --declare-flop 2.5e19 --out north-evidence"
      })
  static final class Csv implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;
    @Mixin private IntakeFlags flags = new IntakeFlags();

    @Option(
        names = "--readings",
        required = true,
        paramLabel = "FILE",
        description = "The table; times RFC 3339 in UTC, watts with up to three decimals.")
    private @Nullable Path readings;

    @Option(names = "--from", paramLabel = "TIME", description = "Default: the first reading.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Default: the last reading.")
    private @Nullable Instant to;

    @Option(
        names = "--points",
        split = ",",
        paramLabel = "POINT",
        description = "Points that should have readings, beside those that do.")
    private List<String> points = List.of();

    @Option(names = "--workload", defaultValue = "unstated", description = "What ran, by name.")
    private String workload = "unstated";

    @Option(
        names = "--accelerators",
        required = true,
        paramLabel = "N",
        description = "How many accelerators hang on each point.")
    private int accelerators;

    @Option(
        names = "--accelerator-watts",
        defaultValue = "700",
        paramLabel = "W",
        description = "Their rated power; default: ${DEFAULT-VALUE}.")
    private int watts;

    @Override
    public Integer call() throws IOException {
      bounded("--accelerators", accelerators, 1, ACCELERATORS_MAX);
      bounded("--accelerator-watts", watts, 1, ACCELERATOR_WATTS_MAX);
      if (workload.isBlank()) {
        throw new IllegalArgumentException("--workload must name what ran");
      }
      flags.requireFreeTarget();
      MeasuredRun measured =
          MeasuredRun.of(
              new CsvIntake(Instant.now())
                  .read(
                      existing(Objects.requireNonNull(readings)),
                      Optional.ofNullable(from).map(time -> meterTime("--from", time)),
                      Optional.ofNullable(to).map(time -> meterTime("--to", time)),
                      points,
                      workload,
                      accelerators,
                      Power.ofWatts(watts)));
      CalibrationChoice choice =
          new CalibrationChoice(flags.joulesPerFlop(), flags.idleWatts(), List.of(), false);
      return finish(Objects.requireNonNull(spec), flags, measured, choice);
    }
  }

  private static int bounded(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          option + " must be from " + least + " to " + most + ", not " + value);
    }
    return value;
  }

  /** A time that a meter's reading can have. */
  private static Instant meterTime(String option, Instant time) {
    if (time.isBefore(Instant.EPOCH)
        || time.isAfter(LATEST)
        || !time.truncatedTo(ChronoUnit.MICROS).equals(time)) {
      throw new IllegalArgumentException(
          option + " must be from 1970 to 2200 and in whole microseconds, not " + time);
    }
    return time;
  }

  private static Path existing(Path path) {
    if (!Files.exists(path)) {
      throw new IntakeException(path + ": no such file or folder");
    }
    return path;
  }

  private static int finish(
      CommandSpec spec, IntakeFlags flags, MeasuredRun measured, CalibrationChoice choice)
      throws IOException {
    IntakeFlags.Written written = flags.write(measured, choice);
    Terminal terminal = new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
    if (flags.json()) {
      terminal.json(json(written, measured));
      return ExitStatus.OK;
    }
    terminal.line("Evidence: " + written.evidence());
    terminal.line("Keys:     " + written.keys() + " (private; keep them out of the evidence)");
    terminal.line("Charter:  " + written.charter());
    terminal.line(
        "Points:   "
            + measured.run().points().size()
            + ", of which "
            + measured.measurements().size()
            + " have readings and "
            + measured.sharedWith().size()
            + " are copies of another");
    measured.run().notes().forEach(note -> terminal.line("Note:     " + note));
    terminal.line(
        "Next:     standstill verify " + written.evidence() + " --charter " + written.charter());
    return ExitStatus.OK;
  }

  private static String json(IntakeFlags.Written written, MeasuredRun measured) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("evidence", written.evidence().toString())
            .put("keys", written.keys().toString())
            .put("charter", written.charter().hex())
            .put("points", measured.run().points().size())
            .put("pointsWithReadings", measured.measurements().size())
            .put("copies", measured.sharedWith().size());
    var notes = node.putArray("notes");
    measured.run().notes().forEach(notes::add);
    return StrictJson.pretty(node);
  }
}
