package dev.standstill.node.projection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Where a projection lies.
 *
 * @param url as JDBC has it
 * @param file of an SQLite; empty for a server
 */
public record Database(String url, Optional<Path> file) {

  /** Held, or the level set on it would be forgotten with it: what it tells is not ours to tell. */
  private static final Logger MIGRATION_LINES = Logger.getLogger("org.flywaydb");

  private static final String MIGRATIONS = "classpath:dev/standstill/node/projection/migrations";
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  /** One file, by default. */
  public static Database sqlite(Path file) {
    return new Database(SQLITE + file.toAbsolutePath(), Optional.of(file));
  }

  /**
   * A PostgreSQL.
   *
   * @throws IllegalArgumentException if the URL is of anything else
   */
  public static Database server(String url) {
    if (!url.startsWith(POSTGRESQL)) {
      throw new IllegalArgumentException(
          "a database is jdbc:postgresql://HOST/NAME?user=NAME, not " + url);
    }
    return new Database(url, Optional.empty());
  }

  /** Brings its tables to the newest version, or says what is in the way. */
  void migrate() {
    MIGRATION_LINES.setLevel(Level.WARNING);
    try {
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(url, null, null)
          .locations(MIGRATIONS)
          .table("standstill_migrations")
          // In a database that others use too, theirs is left alone.
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new ProjectionException("the projection cannot be opened", e);
    }
  }

  Connection connect() {
    try {
      Connection connection = DriverManager.getConnection(url, new Properties());
      connection.setAutoCommit(false);
      if (file.isEmpty()) {
        // Both statements of one answer see one fold.
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      } else {
        pragmas(connection);
      }
      return connection;
    } catch (SQLException e) {
      throw new ProjectionException("the projection cannot be reached", e);
    }
  }

  private static void pragmas(Connection connection) throws SQLException {
    // Pragmas of the journal are refused inside a transaction.
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      for (String pragma :
          List.of("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 10000")) {
        statement.execute("PRAGMA " + pragma);
      }
    }
    connection.setAutoCommit(false);
  }

  /** Removes a file, whatever is in it; a server's tables are emptied instead. */
  void discard() throws IOException {
    if (file.isPresent()) {
      for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
        Files.deleteIfExists(file.get().resolveSibling(file.get().getFileName() + suffix));
      }
    }
  }
}
