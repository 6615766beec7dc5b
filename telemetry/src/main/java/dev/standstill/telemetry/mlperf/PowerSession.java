package dev.standstill.telemetry.mlperf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.standstill.telemetry.UnreadableReadings;
import dev.standstill.telemetry.source.TextLines;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The meter client's own session record. LoadGen writes times as text without a zone; the session's
 * messages carry Unix stamps, so they alone can tell which zone the text was in.
 *
 * @param zoneSeconds what the client calls {@code timezone}: seconds to add to local time for UTC
 * @param firstSecond Unix second of the first message
 * @param lastSecond Unix second of the last message
 */
record PowerSession(long zoneSeconds, long firstSecond, long lastSecond) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final long FILE_BYTES_MAX = 16 << 20;

  /** The session's record in or beside the power folder, or null where there is none. */
  static @Nullable PowerSession find(Path powerDirectory) {
    Path folder = powerDirectory.toAbsolutePath().normalize();
    for (String place : List.of(".", "power", "../power", "..", "../../power")) {
      Path file = folder.resolve(place).resolve("client.json").normalize();
      if (Files.isRegularFile(file)) {
        return read(file);
      }
    }
    return null;
  }

  /** Seconds to add to the text times, if exactly this session tells; null if it does not. */
  @Nullable Long offset(LocalDateTime begin, LocalDateTime end) {
    for (long offset : new long[] {0, zoneSeconds}) {
      if (begin.toEpochSecond(ZoneOffset.UTC) + offset >= firstSecond
          && end.toEpochSecond(ZoneOffset.UTC) + offset <= lastSecond) {
        return offset;
      }
    }
    return null;
  }

  private static @Nullable PowerSession read(Path file) {
    long zone = 0;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    try {
      if (Files.size(file) > FILE_BYTES_MAX) {
        throw new UnreadableReadings(file, 0, "is larger than 16 MiB", "check the file");
      }
      try (JsonParser parser = JSON.createParser(Files.readAllBytes(file))) {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          if (!token.isNumeric()) {
            continue;
          }
          String name = String.valueOf(parser.currentName());
          long second = seconds(file, parser.getText());
          if (name.equals("timezone")) {
            zone = second;
          } else if (name.equals("cmd_time") || name.equals("reply_time")) {
            first = Math.min(first, second);
            last = Math.max(last, second);
          }
        }
      }
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw new UnreadableReadings(
          file, 0, "is cut or broken JSON", "copy the power session's record again", e);
    } catch (IOException e) {
      throw TextLines.unreadable(file, e);
    }
    return first > last ? null : new PowerSession(zone, first, last);
  }

  private static long seconds(Path file, String number) {
    if (number.length() > 40 || number.indexOf('e') >= 0 || number.indexOf('E') >= 0) {
      throw new UnreadableReadings(file, 0, "holds an absurd number", "check the file");
    }
    return new BigDecimal(number).longValue();
  }
}
