package dev.standstill.telemetry.mlperf;

import dev.standstill.telemetry.UnreadableReadings;
import dev.standstill.telemetry.source.TextLines;
import dev.standstill.telemetry.source.Watts;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One inference run measured with power: LoadGen's window and rate, and the one meter's readings.
 *
 * @param systemUnderTest {@code sut_name}, or "unknown"
 * @param scenario {@code effective_scenario}: Offline, Server..., or "unknown"
 * @param validity {@code result_validity}, or "unknown"
 * @param begin {@code power_begin}
 * @param end {@code power_end}
 * @param samplesPerSecond as published, if the logs say
 * @param tokensPerSecond as published, if the logs say
 * @param readings the meter's total power, as measurement point {@code spl}
 * @param notes what a reader should know of faults that did not stop the import
 */
public record InferenceRun(
    String systemUnderTest,
    String scenario,
    String validity,
    Instant begin,
    Instant end,
    @Nullable BigDecimal samplesPerSecond,
    @Nullable BigDecimal tokensPerSecond,
    NodeReadings readings,
    List<String> notes) {
  private static final String POINT = "spl";

  /** Keeps its own copy. */
  public InferenceRun {
    notes = List.copyOf(notes);
  }

  /**
   * Reads the run.
   *
   * @param detailLog {@code mlperf_log_detail.txt}
   * @param powerDirectory the folder of {@code spl.txt}
   * @param now readings dated later are refused
   */
  public static InferenceRun read(Path detailLog, Path powerDirectory, Instant now) {
    InferenceLog log = InferenceLog.read(detailLog);
    LocalDateTime begin = log.begin();
    LocalDateTime end = log.end();
    if (!end.isAfter(begin)) {
      throw new UnreadableReadings(
          detailLog, 0, "power_end is not after power_begin", "check the clock of the load host");
    }
    List<String> notes = new ArrayList<>();
    PowerSession session = PowerSession.find(powerDirectory);
    Long offset = session == null ? null : session.offset(begin, end);
    if (offset == null) {
      offset = 0L;
      notes.add(
          session == null
              ? "no client.json: text times taken as UTC"
              : "client.json's session holds the window in no zone: text times taken as UTC");
    }
    return new InferenceRun(
        log.value("sut_name", "unknown"),
        log.value("effective_scenario", "unknown"),
        log.value("result_validity", "unknown"),
        begin.plusSeconds(offset).toInstant(ZoneOffset.UTC),
        end.plusSeconds(offset).toInstant(ZoneOffset.UTC),
        log.rate("samples"),
        log.rate("tokens"),
        readMeter(powerDirectory.resolve("spl.txt"), offset, now),
        notes);
  }

  /** The first Watts is the total; those after Ch1, Ch2... are its parts. */
  private static NodeReadings readMeter(Path file, long offset, Instant now) {
    NodeReadings.Builder readings = new NodeReadings.Builder();
    try (TextLines lines = TextLines.open(file)) {
      while (lines.next()) {
        String text = lines.text();
        if (text.isBlank()) {
          continue;
        }
        String[] columns = text.split(",", 5);
        if (columns.length < 5 || !columns[0].equals("Time") || !columns[2].equals("Watts")) {
          throw lines.problem(
              "does not begin with Time,...,Watts,...,", "copy the meter's log again");
        }
        Instant time =
            InferenceLog.textTime(lines, columns[1]).plusSeconds(offset).toInstant(ZoneOffset.UTC);
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
        readings.add(Watts.micros(lines, micros, now), Watts.milliwatts(lines, columns[3], 20));
      }
    }
    if (readings.isEmpty()) {
      throw new UnreadableReadings(file, 0, "holds no reading", "copy the meter's log again");
    }
    return readings.build(POINT);
  }
}
