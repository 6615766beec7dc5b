package dev.standstill.telemetry.mlperf;

import dev.standstill.telemetry.MeterReading;
import dev.standstill.telemetry.UnreadableReadings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One training run of an MLPerf submission with power: what its log declares and what its meters
 * gave. The two come from different machines and are never used to correct each other.
 *
 * @param benchmark {@code submission_benchmark}, or "unknown"
 * @param start {@code run_start} of rank 0
 * @param stop {@code run_stop} of rank 0
 * @param status how {@code run_stop} says the run ended, or "unknown"
 * @param declaredNodes how many nodes the log says took part, if it says
 * @param acceleratorsPerNode if the log says
 * @param acceleratorModel if the log says
 * @param hosts the scheduler's host list, empty if the log has none
 * @param trainedSamples {@code trained_samples}, if the log has it
 * @param work the best statement of the amount trained, if there is any
 * @param nodes the meter files, in natural order
 * @param notes what a reader should know of faults that did not stop the import
 */
public record TrainingRun(
    String benchmark,
    Instant start,
    Instant stop,
    String status,
    @Nullable Long declaredNodes,
    @Nullable Long acceleratorsPerNode,
    @Nullable String acceleratorModel,
    List<String> hosts,
    @Nullable Long trainedSamples,
    @Nullable WorkDone work,
    List<NodeReadings> nodes,
    List<String> notes) {

  /** Keeps its own copies. */
  public TrainingRun {
    hosts = List.copyOf(hosts);
    nodes = List.copyOf(nodes);
    notes = List.copyOf(notes);
  }

  /** Reads the log and every meter file; readings dated after {@code now} are refused. */
  public static TrainingRun read(Path runLog, Path powerDirectory, Instant now) {
    TrainingLog log = TrainingLog.read(runLog, now);
    long start = log.marker("run_start");
    long stop = log.marker("run_stop");
    if (stop <= start) {
      throw new UnreadableReadings(
          runLog, 0, "run_stop is not after run_start", "check the clock of the run's rank 0");
    }
    PowerDirectory power = PowerDirectory.read(powerDirectory, now);
    List<String> notes = new ArrayList<>(log.notes());
    notes.addAll(power.notes());
    return new TrainingRun(
        log.benchmark(),
        Instant.EPOCH.plus(start, ChronoUnit.MICROS),
        Instant.EPOCH.plus(stop, ChronoUnit.MICROS),
        log.status(),
        log.nodes(),
        log.acceleratorsPerNode(),
        log.acceleratorModel(),
        log.hosts(),
        log.trainedSamples(),
        log.work(),
        power.nodes(),
        notes);
  }

  /** All readings, node by node in natural order. */
  public Iterable<MeterReading> readings() {
    return () -> nodes.stream().flatMap(NodeReadings::stream).iterator();
  }

  /** The nodes whose meter files are present. */
  public List<String> nodeNames() {
    return nodes.stream().map(NodeReadings::node).toList();
  }

  /**
   * The file names that {@code count} nodes should have. Submissions count their files from 0 or
   * from 1; which, shows in whether {@code node_0} is present.
   */
  public static List<String> expectedNodes(int count, Collection<String> present) {
    int first = present.contains("node_0") ? 0 : 1;
    return IntStream.range(first, first + count).mapToObj(i -> "node_" + i).toList();
  }
}
