package dev.standstill.telemetry.mlperf;

import dev.standstill.telemetry.UnreadableReadings;
import dev.standstill.telemetry.source.TextLines;
import dev.standstill.telemetry.source.Watts;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a training run's own log declares, gathered in one pass over mostly noise. */
final class TrainingLog {
  private static final String MLLOG = ":::MLLOG";
  private static final List<String> WANTED =
      List.of(
          "submission_benchmark",
          "submission_platform",
          "run_start",
          "run_stop",
          "trained_samples",
          "epoch_stop",
          "eval_accuracy");
  private static final Pattern PLATFORM_NODES = Pattern.compile("([0-9]{1,6})x.*");
  // "  0: " and " 12: " are launcher prefixes; anything else before a marker is a shell's echo.
  private static final Pattern PREFIX = Pattern.compile("\\s*(?:([0-9]+):)?\\s*");

  private final Path file;
  private final Instant now;
  private final Map<String, Long> markers = new HashMap<>();
  private final Map<String, Long> work = new HashMap<>();
  private final Map<String, String> workKey = new HashMap<>();
  private final List<String> notes = new ArrayList<>();
  private @Nullable String benchmark;
  private @Nullable String status;
  private @Nullable Long systemNodes;
  private @Nullable Long jobNodes;
  private @Nullable Long platformNodes;
  private @Nullable Long acceleratorsPerNode;
  private @Nullable String acceleratorModel;
  private @Nullable Long trainedSamples;
  private List<String> hosts = List.of();

  private TrainingLog(Path file, Instant now) {
    this.file = file;
    this.now = now;
  }

  static TrainingLog read(Path file, Instant now) {
    TrainingLog log = new TrainingLog(file, now);
    try (TextLines lines = TextLines.open(file)) {
      while (lines.next()) {
        int marker = lines.indexOf(":::");
        if (marker >= 0 && marker <= 16) {
          log.readLine(lines);
        }
      }
    }
    return log;
  }

  /** When the run began, in microseconds. */
  long marker(String key) {
    Long micros = markers.get(key);
    if (micros == null) {
      throw new UnreadableReadings(
          file,
          0,
          "has no " + key + " of rank 0, so the run's period is unknown",
          "name the complete log of one finished run");
    }
    return micros;
  }

  String benchmark() {
    return benchmark == null ? "unknown" : benchmark;
  }

  String status() {
    return status == null ? "unknown" : status;
  }

  /** The system's own description first, then the scheduler's, then the submission's name. */
  @Nullable Long nodes() {
    return systemNodes != null ? systemNodes : jobNodes != null ? jobNodes : platformNodes;
  }

  @Nullable Long acceleratorsPerNode() {
    return acceleratorsPerNode;
  }

  @Nullable String acceleratorModel() {
    return acceleratorModel;
  }

  @Nullable Long trainedSamples() {
    return trainedSamples;
  }

  List<String> hosts() {
    return hosts;
  }

  List<String> notes() {
    return notes;
  }

  @Nullable WorkDone work() {
    if (trainedSamples != null) {
      return new WorkDone(trainedSamples, "trained_samples");
    }
    for (String key : List.of("samples_count", "epoch_num")) {
      Long amount = work.get(key);
      if (amount != null) {
        return new WorkDone(amount, key + " at " + workKey.get(key));
      }
    }
    return null;
  }

  private void readLine(TextLines lines) {
    if (lines.indexOf(":::MLLOG") >= 0) {
      if (WANTED.stream().anyMatch(key -> lines.indexOf("\"" + key + "\"") >= 0)) {
        readMllog(lines);
      }
    } else if (lines.indexOf(":::SYSJSON") >= 0 && isOwnLine(lines, ":::SYSJSON")) {
      MllogLine line = MllogLine.parse(lines, ":::SYSJSON");
      systemNodes = count(line.value("number_of_nodes"));
      acceleratorsPerNode = count(line.value("accelerators_per_node"));
      acceleratorModel = line.value("accelerator_model_name");
    } else if (lines.indexOf(":::DLPAL") >= 0 && isOwnLine(lines, ":::DLPAL")) {
      readJob(lines);
    }
  }

  private void readMllog(TextLines lines) {
    if (!isOwnLine(lines, MLLOG)) {
      return;
    }
    MllogLine line = MllogLine.parse(lines, MLLOG);
    String key = line.required(lines, "key");
    switch (key) {
      case "submission_benchmark" -> benchmark = line.value("value");
      case "submission_platform" -> platformNodes = platformNodes(line.value("value"));
      case "run_start", "run_stop" -> readMarker(lines, line, key);
      case "trained_samples" -> trainedSamples = amount(lines, line.required(lines, "value"));
      // The wanted key may be quoted in another line's value.
      default -> {}
    }
    if (key.equals("run_stop") || key.equals("epoch_stop") || key.equals("eval_accuracy")) {
      for (String counter : List.of("samples_count", "epoch_num")) {
        String value = line.value("metadata." + counter);
        if (value != null) {
          largest(counter, key, amount(lines, value));
        }
      }
    }
  }

  private void largest(String counter, String key, long amount) {
    Long before = work.get(counter);
    if (before == null || amount > before) {
      work.put(counter, amount);
      workKey.put(counter, key);
    }
  }

  private void readMarker(TextLines lines, MllogLine line, String key) {
    long micros = Watts.micros(lines, line.required(lines, "time_ms"), now);
    if (markers.putIfAbsent(key, micros) != null) {
      throw lines.problem(
          "is a second " + key + " of rank 0", "split the log: one file for one run");
    }
    if (key.equals("run_stop")) {
      status = line.value("metadata.status");
    }
  }

  private void readJob(TextLines lines) {
    String text = lines.text();
    String[] words = text.substring(text.indexOf(":::DLPAL")).split("\\s+", 6);
    if (words.length < 4) {
      notes.add("line " + lines.number() + ": :::DLPAL without a node count, left out");
      return;
    }
    jobNodes = count(words[3]);
    if (words.length > 4) {
      List<String> listed = List.of(words[4].split(","));
      if (jobNodes != null && listed.size() == jobNodes && !words[4].contains("[")) {
        hosts = listed;
      } else {
        notes.add("line " + lines.number() + ": host list does not name " + jobNodes + " hosts");
      }
    }
  }

  /** Whether the marker begins this line, but for a launcher's prefix naming no rank but 0. */
  private static boolean isOwnLine(TextLines lines, String marker) {
    String text = lines.text();
    Matcher prefix = PREFIX.matcher(text.substring(0, text.indexOf(marker)));
    return prefix.matches()
        && (prefix.group(1) == null || prefix.group(1).chars().allMatch(c -> c == '0'));
  }

  private static @Nullable Long platformNodes(@Nullable String platform) {
    Matcher matcher = PLATFORM_NODES.matcher(platform == null ? "" : platform);
    return matcher.matches() ? count(matcher.group(1)) : null;
  }

  private static @Nullable Long count(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,6}") ? Long.valueOf(text) : null;
  }

  private static long amount(TextLines lines, String text) {
    if (!text.matches("[0-9]{1,18}(\\.[0-9]{1,9})?")) {
      throw lines.problem("amount '" + text + "' is not a number", "export the log again");
    }
    return new BigDecimal(text).longValue();
  }
}
