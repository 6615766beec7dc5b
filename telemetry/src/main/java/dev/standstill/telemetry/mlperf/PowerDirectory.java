package dev.standstill.telemetry.mlperf;

import dev.standstill.telemetry.MeterReading;
import dev.standstill.telemetry.NaturalOrder;
import dev.standstill.telemetry.UnreadableReadings;
import dev.standstill.telemetry.source.TextLines;
import dev.standstill.telemetry.source.Watts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of a training run's meter files, one a node, as MLPerf Power lays it out. */
final class PowerDirectory {
  private static final String ENDING = ".txt";
  private static final String MARKER = ":::MLLOG";

  private final Instant now;
  private final List<NodeReadings> nodes = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> stoppedAtStart = new ArrayList<>();
  private final List<String> unstopped = new ArrayList<>();

  private PowerDirectory(Instant now) {
    this.now = now;
  }

  /** Reads every meter file of the folder. */
  static PowerDirectory read(Path directory, Instant now) {
    PowerDirectory power = new PowerDirectory(now);
    for (Path file : files(directory)) {
      power.readFile(file);
    }
    if (power.nodes.isEmpty()) {
      throw new UnreadableReadings(
          directory, 0, "holds no file with power_reading lines", "name the run's power folder");
    }
    power.nodes.sort(Comparator.comparing(NodeReadings::node, NaturalOrder.POINTS));
    power.note(power.stoppedAtStart, "stop marker stamped with the start time");
    power.note(power.unstopped, "no power_measurement_stop: the file may have been cut");
    return power;
  }

  List<NodeReadings> nodes() {
    return List.copyOf(nodes);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /** The files of a folder in natural order, or why it cannot be listed. */
  static List<Path> files(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(Files::isRegularFile)
          .sorted(Comparator.comparing(p -> String.valueOf(p.getFileName()), NaturalOrder.POINTS))
          .toList();
    } catch (java.nio.file.NotDirectoryException e) {
      throw new UnreadableReadings(
          directory, 0, "is not a folder", "name the folder of the meter files", e);
    } catch (IOException e) {
      throw TextLines.unreadable(directory, e);
    }
  }

  private void readFile(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!name.endsWith(ENDING)
        || name.length() == ENDING.length()
        || name.length() > MeterReading.POINT_LENGTH_MAX) {
      notes.add(name + ": not a meter file, left out");
      return;
    }
    String node = name.substring(0, name.length() - ENDING.length());
    NodeReadings.Builder readings = new NodeReadings.Builder();
    String started = null;
    String stopped = null;
    boolean estimate = false;
    try (TextLines lines = TextLines.open(file)) {
      while (lines.next()) {
        MllogLine line = parse(lines, node);
        String key = line == null ? null : line.value("key");
        if (line == null || key == null) {
          continue;
        }
        switch (key) {
          case "power_reading" -> add(readings, lines, line);
          case "power_measurement_start" -> started = line.required(lines, "time_ms");
          case "power_measurement_stop" -> stopped = line.required(lines, "time_ms");
          case "interconnect_power_est" -> estimate = true;
          // Other keys of the format say nothing about power.
          default -> {}
        }
      }
    }
    keep(file, node, readings, estimate, started, stopped);
  }

  private void add(NodeReadings.Builder readings, TextLines lines, MllogLine line) {
    readings.add(
        Watts.micros(lines, line.required(lines, "time_ms"), now),
        Watts.milliwatts(lines, line.required(lines, "value"), 20));
  }

  private void keep(
      Path file,
      String node,
      NodeReadings.Builder readings,
      boolean estimate,
      @Nullable String started,
      @Nullable String stopped) {
    if (!readings.isEmpty()) {
      nodes.add(readings.build(node));
      if (stopped == null) {
        unstopped.add(node);
      } else if (stopped.equals(started)) {
        stoppedAtStart.add(node);
      }
    } else if (node.startsWith("node_")) {
      throw new UnreadableReadings(
          file, 0, "holds no power_reading line", "export this node's readings again");
    } else {
      notes.add(
          file.getFileName()
              + (estimate
                  ? ": an estimate (interconnect_power_est), not a measurement: left out"
                  : ": holds no power_reading, left out"));
    }
  }

  /** A node's file holds MLLOG lines and nothing else; in other files the rest is passed over. */
  private static @Nullable MllogLine parse(TextLines lines, String node) {
    if (lines.indexOf(MARKER) >= 0) {
      MllogLine line = MllogLine.parse(lines, MARKER);
      line.required(lines, "key");
      return line;
    }
    if (node.startsWith("node_") && !lines.text().isBlank()) {
      throw lines.problem("is no :::MLLOG line", "export this node's readings again");
    }
    return null;
  }

  private void note(List<String> which, String what) {
    if (!which.isEmpty()) {
      String named = String.join(", ", which.subList(0, Math.min(4, which.size())));
      notes.add(
          named + (which.size() > 4 ? " and " + (which.size() - 4) + " more" : "") + ": " + what);
    }
  }
}
