package dev.standstill.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One private DuckDB in memory, and its scratch folder. It may reach the one file it was opened for
 * and nothing else: no network, no extensions, no other file, and its settings are locked, since
 * what it reads may be hostile.
 */
final class Engine implements AutoCloseable {
  private static final Pattern WILDCARDS = Pattern.compile("[\\[*?]");

  private final Path scratch;
  private final Path file;
  private final Connection connection;

  private Engine(Path scratch, Path file, Connection connection) {
    this.scratch = scratch;
    this.file = file;
    this.connection = connection;
  }

  /** For reading one file with two threads. */
  static Engine reading(Path file) throws SQLException {
    return open(file, 2);
  }

  /** For writing one file with one thread, so that its bytes depend on the readings alone. */
  static Engine writing(Path file) throws SQLException {
    return open(file, 1);
  }

  /** The one file, under the name by which SQL reaches it. */
  Path file() {
    return file;
  }

  Connection connection() {
    return connection;
  }

  void execute(SqlText sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String text : sql.statements()) {
        statement.execute(text);
      }
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // Nothing of a database in memory can be lost by closing it.
    } finally {
      delete(scratch);
    }
  }

  private static Engine open(Path file, int threads) throws SQLException {
    Path scratch = scratch();
    try {
      Path reached = reachable(file, scratch);
      Engine engine = new Engine(scratch, reached, DriverManager.getConnection("jdbc:duckdb:"));
      engine.lock(threads);
      return engine;
    } catch (SQLException e) {
      delete(scratch);
      throw e;
    }
  }

  private void lock(int threads) throws SQLException {
    try {
      execute(
          SqlText.load("lock.sql")
              .with("threads", threads)
              .with("scratch", scratch)
              .with("file", file));
    } catch (SQLException e) {
      close();
      throw e;
    }
  }

  private static Path scratch() {
    try {
      return Files.createTempDirectory("standstill-telemetry");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder: " + e.getMessage(), e);
    }
  }

  /** The engine expands wildcards in names, so a file whose name holds one is reached by a link. */
  private static Path reachable(Path file, Path scratch) {
    if (!WILDCARDS.matcher(file.toString()).find()) {
      return file;
    }
    try {
      return Files.createSymbolicLink(
          scratch.toRealPath().resolve(UUID.randomUUID() + ReadingsFile.ENDING), file);
    } catch (IOException e) {
      throw new UncheckedIOException("no link to " + file + ": " + e.getMessage(), e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // Scratch left behind does no harm to any result; the system clears its temporary folder.
    }
  }
}
