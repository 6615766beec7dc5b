package dev.standstill.telemetry.csv;

import dev.standstill.telemetry.MeterReading;
import dev.standstill.telemetry.UnreadableReadings;
import dev.standstill.telemetry.source.TextLines;
import dev.standstill.telemetry.source.Watts;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Readings from a CSV file, one at a time: the file may be larger than memory. Each iterator opens
 * the file anew, and must be run to its end or closed.
 */
public final class CsvReadings implements Iterable<MeterReading> {
  private static final String HEADER = "point,time,watts";
  private static final Pattern UTC_TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?Z");

  private final Path file;
  private final Instant now;

  private CsvReadings(Path file, Instant now) {
    this.file = file;
    this.now = now;
  }

  /** The readings of this file; the header is checked now, each line when it is reached. */
  public static CsvReadings read(Path file, Instant now) {
    CsvReadings readings = new CsvReadings(file, now);
    try (Reader reader = readings.iterator()) {
      if (!reader.hasNext()) {
        throw new UnreadableReadings(
            file, 0, "holds a header but no reading", "export the readings again");
      }
    }
    return readings;
  }

  @Override
  public Reader iterator() {
    return new Reader(file, now);
  }

  /** One pass over the file. */
  public static final class Reader implements Iterator<MeterReading>, AutoCloseable {
    private final TextLines lines;
    private final Instant now;
    private @Nullable MeterReading next;

    private Reader(Path file, Instant now) {
      this.lines = TextLines.open(file);
      this.now = now;
      try {
        if (lines.next()) {
          checkHeader();
        }
        advance();
      } catch (UnreadableReadings e) {
        close();
        throw e;
      }
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public MeterReading next() {
      MeterReading reading = next;
      if (reading == null) {
        throw new NoSuchElementException();
      }
      advance();
      return reading;
    }

    @Override
    public void close() {
      lines.close();
    }

    private void checkHeader() {
      String header = lines.text();
      if (header.startsWith("\uFEFF")) {
        header = header.substring(1);
      }
      if (!header.equals(HEADER)) {
        throw lines.problem(
            "header is '" + header + "'", "the first line must be exactly " + HEADER);
      }
    }

    private void advance() {
      if (!lines.next()) {
        next = null;
        close();
        return;
      }
      String text = lines.text();
      if (!lines.terminated()) {
        // "6843" and "684" both read as power: without its line break the value may be cut.
        throw lines.problem(
            "is the last line and has no line break, so it may be cut",
            "export again, or add the line break if the line is complete");
      }
      next = reading(text);
    }

    private MeterReading reading(String text) {
      String[] columns = text.split(",", -1);
      if (text.isBlank() || columns.length != 3) {
        throw lines.problem(
            "has " + (text.isBlank() ? 0 : columns.length) + " columns instead of 3",
            "each line is " + HEADER + ", without quotes or commas inside a value");
      }
      String point = columns[0];
      if (!isPlainName(point)) {
        throw lines.problem(
            "point '" + point + "' is not a plain name",
            "use 1 to 200 characters without quotes, control characters or outer spaces");
      }
      return new MeterReading(point, micros(columns[1]), Watts.milliwatts(lines, columns[2], 3));
    }

    private long micros(String time) {
      try {
        if (UTC_TIME.matcher(time).matches()) {
          return Watts.micros(
              lines, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time)), now);
        }
      } catch (DateTimeException e) {
        throw lines.problem("time '" + time + "' does not exist", "correct the line");
      }
      throw lines.problem(
          "time '" + time + "' is not RFC 3339 in UTC", "write it as 2026-07-01T12:00:00.000Z");
    }

    private static boolean isPlainName(String point) {
      return !point.isBlank()
          && point.equals(point.strip())
          && point.length() <= MeterReading.POINT_LENGTH_MAX
          && point.chars().noneMatch(c -> c == '"' || Character.isISOControl(c));
    }
  }
}
