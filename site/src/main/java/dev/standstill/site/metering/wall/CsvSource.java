package dev.standstill.site.metering.wall;

import dev.standstill.site.metering.Channel;
import dev.standstill.site.metering.Fault;
import dev.standstill.site.metering.MeterSource;
import dev.standstill.site.metering.ReadingBatch;
import dev.standstill.site.metering.Series;
import dev.standstill.telemetry.MeterReading;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A file to which a meter's own software adds lines, {@code point,time,watts} under a header of
 * these words, as {@code standstill import csv} reads them. Each poll takes the whole lines that
 * were added since the last one; a line without its line break may be cut and is left for the next.
 */
public final class CsvSource implements MeterSource {
  /** The first line. */
  public static final String HEADER = "point,time,watts";

  private static final int POLL_BYTES_MAX = 1 << 22;
  private static final int COLUMNS = 3;
  private static final int MILLI_DIGITS = 3;
  private static final int FAULTS_MAX = 20;

  private final Path file;
  private final long fromMicros;
  private long position;

  /**
   * A source.
   *
   * @param file the file
   * @param from earlier readings are passed over: those that the store has had before
   */
  public CsvSource(Path file, Instant from) {
    this.file = file;
    this.fromMicros = ChronoUnit.MICROS.between(Instant.EPOCH, from);
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public synchronized Polled poll(long timeMicros) {
    ReadingBatch readings = new ReadingBatch();
    List<Fault> faults = new ArrayList<>();
    if (!Files.isRegularFile(file)) {
      return faulty(Fault.Reason.SOURCE_ABSENT, "there is no such file");
    }
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
      if (open.length() < position) {
        position = 0;
        faults.add(
            new Fault(
                Fault.Reason.SOURCE_UNREADABLE, name(), "has become shorter; it is read anew"));
      }
      open.seek(position);
      byte[] bytes = new byte[(int) Math.min(POLL_BYTES_MAX, open.length() - position)];
      open.readFully(bytes);
      lines(bytes, readings, faults);
    } catch (IOException e) {
      return faulty(Fault.Reason.SOURCE_SILENT, String.valueOf(e.getMessage()));
    }
    return new Polled(readings, faults);
  }

  private Polled faulty(Fault.Reason reason, String detail) {
    return new Polled(new ReadingBatch(), List.of(new Fault(reason, name(), detail)));
  }

  private void lines(byte[] bytes, ReadingBatch readings, List<Fault> faults) {
    int from = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        long place = position + from;
        String line = text(bytes, from, at);
        if (!(place == 0 && line.equals(HEADER)) && !line(line, readings)) {
          if (faults.size() < FAULTS_MAX) {
            faults.add(
                new Fault(
                    Fault.Reason.SOURCE_UNREADABLE,
                    name(),
                    "at byte " + place + " is no line of " + HEADER));
          }
        }
        from = at + 1;
      }
    }
    position += from;
  }

  /** Bytes that are no text become a line that is no reading. */
  private static String text(byte[] bytes, int from, int to) {
    int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, end - from))
          .toString();
    } catch (CharacterCodingException e) {
      return "";
    }
  }

  private boolean line(String line, ReadingBatch readings) {
    String[] columns = line.split(",", -1);
    if (columns.length != COLUMNS || !Series.isDevice(columns[0])) {
      return false;
    }
    try {
      long time = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(columns[1]));
      BigDecimal milliwatts = new BigDecimal(columns[2]).movePointRight(MILLI_DIGITS);
      if (milliwatts.signum() < 0
          || milliwatts.compareTo(BigDecimal.valueOf(MeterReading.MILLIWATTS_MAX)) > 0
          || time < 0
          || time > MeterReading.TIME_MICROS_MAX) {
        return false;
      }
      if (time >= fromMicros) {
        readings.add(new Series(columns[0], Channel.POWER), time, milliwatts.longValueExact());
      }
      return true;
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      return false;
    }
  }
}
