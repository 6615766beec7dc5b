package dev.standstill.telemetry.mlperf;

import dev.standstill.telemetry.UnreadableReadings;
import dev.standstill.telemetry.source.TextLines;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What LoadGen wrote: the detail log, and the summary beside it, which carries more digits. */
final class InferenceLog {
  private static final String MARKER = ":::MLLOG";
  private static final List<String> WANTED =
      List.of(
          "sut_name",
          "effective_scenario",
          "power_begin",
          "power_end",
          "result_validity",
          "result_samples_per_second",
          "result_completed_samples_per_sec",
          "result_tokens_per_second",
          "result_completed_tokens_per_second");
  private static final Pattern RATE =
      Pattern.compile(
          "(?:Completed )?(samples|tokens) per second\\s*:\\s*([0-9.]{1,30})\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final DateTimeFormatter TEXT_TIME =
      DateTimeFormatter.ofPattern("MM-dd-uuuu HH:mm:ss.SSS")
          .withResolverStyle(ResolverStyle.STRICT);

  private final Path file;
  private final Map<String, String> values = new HashMap<>();
  private @Nullable LocalDateTime begin;
  private @Nullable LocalDateTime end;

  private InferenceLog(Path file) {
    this.file = file;
  }

  static InferenceLog read(Path detailLog) {
    InferenceLog log = new InferenceLog(detailLog);
    try (TextLines lines = TextLines.open(detailLog)) {
      while (lines.next()) {
        if (lines.indexOf(MARKER) == 0
            && WANTED.stream().anyMatch(key -> lines.indexOf("\"" + key + "\"") >= 0)) {
          log.readLine(lines);
        }
      }
    }
    Path summary = detailLog.resolveSibling("mlperf_log_summary.txt");
    if (Files.exists(summary)) {
      log.readSummary(summary);
    }
    return log;
  }

  /** The text time of a line, without knowing its zone. */
  static LocalDateTime textTime(TextLines line, String text) {
    try {
      return LocalDateTime.parse(text, TEXT_TIME);
    } catch (DateTimeException e) {
      throw line.problem(
          "time '" + text + "' is not MM-DD-YYYY HH:MM:SS.mmm", "export the readings again");
    }
  }

  LocalDateTime begin() {
    return required(begin, "power_begin");
  }

  LocalDateTime end() {
    return required(end, "power_end");
  }

  String value(String key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }

  /** Samples (or tokens) a second: completed ones under the Server scenario. */
  @Nullable BigDecimal rate(String unit) {
    String text = values.get("summary " + unit);
    String shortUnit = unit.equals("samples") ? "samples_per_sec" : "tokens_per_second";
    if (text == null) {
      text = values.get("result_completed_" + shortUnit);
    }
    if (text == null) {
      text = values.get("result_" + unit + "_per_second");
    }
    return text != null && text.matches("[0-9]{1,15}(\\.[0-9]{1,15})?")
        ? new BigDecimal(text)
        : null;
  }

  private void readLine(TextLines lines) {
    MllogLine line = MllogLine.parse(lines, MARKER);
    String key = line.required(lines, "key");
    if (!WANTED.contains(key)) {
      return;
    }
    String value = line.required(lines, "value");
    if (values.put(key, value) != null) {
      throw lines.problem("is a second " + key, "split the log: one file for one run");
    }
    switch (key) {
      case "power_begin" -> begin = textTime(lines, value);
      case "power_end" -> end = textTime(lines, value);
      // The other values are kept as the text they are.
      default -> {}
    }
  }

  private void readSummary(Path summary) {
    try (TextLines lines = TextLines.open(summary)) {
      while (lines.next()) {
        Matcher rate = RATE.matcher(lines.text());
        if (rate.matches()) {
          values.putIfAbsent(
              "summary " + rate.group(1).toLowerCase(java.util.Locale.ROOT), rate.group(2));
        }
      }
    }
  }

  private LocalDateTime required(@Nullable LocalDateTime time, String key) {
    if (time == null) {
      throw new UnreadableReadings(
          file,
          0,
          "has no " + key + ", so the measured window is unknown",
          "name the mlperf_log_detail.txt of a run measured with power");
    }
    return time;
  }
}
