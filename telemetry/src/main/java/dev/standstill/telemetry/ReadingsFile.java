package dev.standstill.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Readings as a Parquet file named by the SHA-256 of its bytes. The same readings give the same
 * bytes under the same release of the engine; what is signed is the digest of the bytes, so readers
 * never write the file again to check it.
 */
public final class ReadingsFile {
  /** The ending of every readings file. */
  public static final String ENDING = ".parquet";

  private ReadingsFile() {}

  /**
   * Writes the readings: points in natural order, within a point in the order of the source, whose
   * positions are kept as {@code sequence} so that clocks stepping back stay visible.
   *
   * @return the lower-case hexadecimal SHA-256; the file is {@code <sha256>.parquet}
   * @throws IOException nothing then stands under the final name
   */
  public static String write(Path telemetryDirectory, Iterable<MeterReading> readings)
      throws IOException {
    try {
      Files.createDirectories(telemetryDirectory);
      return writeNamed(telemetryDirectory, readings);
    } catch (IOException e) {
      throw failure(telemetryDirectory, e.getClass().getSimpleName() + " " + e.getMessage(), e);
    } catch (SQLException e) {
      throw failure(telemetryDirectory, firstLine(e), e);
    }
  }

  private static IOException failure(Path directory, String reason, Exception cause) {
    return new IOException(
        directory
            + ": readings could not be written: "
            + reason
            + "; check free space and permissions, then write again",
        cause);
  }

  private static String writeNamed(Path telemetryDirectory, Iterable<MeterReading> readings)
      throws IOException, SQLException {
    Path unfinished = Files.createTempFile(telemetryDirectory, ".readings-", ".unfinished");
    try {
      writeTo(unfinished.toAbsolutePath(), readings);
      force(unfinished);
      String digest = digest(unfinished);
      Path named = telemetryDirectory.resolve(digest + ENDING);
      Files.move(
          unfinished, named, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return digest;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** The lower-case hexadecimal SHA-256 of a file. */
  public static String digest(Path file) throws IOException {
    MessageDigest sha256 = sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha256.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }

  private static void writeTo(Path file, Iterable<MeterReading> readings) throws SQLException {
    try (Engine engine = Engine.writing(file)) {
      engine.execute(SqlText.load("incoming.sql"));
      DuckDBConnection connection = engine.connection().unwrap(DuckDBConnection.class);
      Map<String, Source> sources = append(connection, readings);
      appendPoints(connection, sources);
      engine.execute(SqlText.load("readings-file.sql").with("file", engine.file()));
    }
  }

  private static Map<String, Source> append(
      DuckDBConnection connection, Iterable<MeterReading> readings) throws SQLException {
    Map<String, Source> sources = new LinkedHashMap<>();
    try (DuckDBAppender incoming = connection.createAppender("incoming")) {
      Iterator<MeterReading> each = readings.iterator();
      if (!each.hasNext()) {
        throw new IllegalArgumentException("no readings to write");
      }
      while (each.hasNext()) {
        MeterReading reading = each.next();
        Source source = sources.computeIfAbsent(reading.point(), _ -> new Source(sources.size()));
        incoming.beginRow();
        incoming.append(source.number);
        incoming.append(source.readings++);
        incoming.append(reading.timeMicros());
        incoming.append(reading.milliwatts());
        incoming.endRow();
      }
    }
    return sources;
  }

  private static void appendPoints(DuckDBConnection connection, Map<String, Source> sources)
      throws SQLException {
    List<String> ordered = sources.keySet().stream().sorted(NaturalOrder.POINTS).toList();
    try (DuckDBAppender points = connection.createAppender("points")) {
      for (int position = 0; position < ordered.size(); position++) {
        String point = ordered.get(position);
        Source source = sources.get(point);
        if (source == null) {
          throw new IllegalStateException("point without a source: " + point);
        }
        points.beginRow();
        points.append(source.number);
        points.append((long) position);
        points.append(point);
        points.endRow();
      }
    }
  }

  /** The digest must not reach the log before the bytes have reached the disk. */
  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static final class Source {
    private final long number;
    private long readings;

    private Source(long number) {
      this.number = number;
    }
  }
}
