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
import java.util.Properties;
import java.util.stream.Stream;

/**
 * One private DuckDB in memory, and its scratch folder. It may reach the one file it was opened for
 * and nothing else: no network, no extensions, no other file, and its settings are locked, since
 * what it reads may be hostile.
 */
final class Engine implements AutoCloseable {
  private static final String SCRATCH_MAX = "16GB";

  private final Path scratch;
  private final Connection connection;

  private Engine(Path scratch, Connection connection) {
    this.scratch = scratch;
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
    Path scratch;
    try {
      scratch = Files.createTempDirectory("standstill-telemetry");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder: " + e.getMessage(), e);
    }
    Properties settings = new Properties();
    settings.setProperty("threads", Integer.toString(threads));
    settings.setProperty("memory_limit", "512MB");
    settings.setProperty("temp_directory", scratch.toString());
    settings.setProperty("max_temp_directory_size", SCRATCH_MAX);
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("allow_community_extensions", "false");
    settings.setProperty("jdbc_stream_results", "true");
    try {
      Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
      Engine engine = new Engine(scratch, connection);
      engine.lockTo(file);
      return engine;
    } catch (SQLException e) {
      delete(scratch);
      throw e;
    }
  }

  private void lockTo(Path file) throws SQLException {
    SqlText lock = SqlText.load("lock.sql").with("file", file);
    try {
      execute(lock);
    } catch (SQLException e) {
      connection.close();
      throw e;
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
