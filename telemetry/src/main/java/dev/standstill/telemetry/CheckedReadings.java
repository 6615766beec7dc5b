package dev.standstill.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A readings file opened as the view {@code readings}; a broken or forged one is refused. */
final class CheckedReadings implements AutoCloseable {
  private static final List<String> COLUMNS =
      List.of("point VARCHAR", "sequence BIGINT", "time_micros BIGINT", "power_milliwatts BIGINT");
  private static final String REMEDY = "fetch the file again and compare its digest";

  /** Asks the engine something. */
  interface Query<T extends @Nullable Object> {
    T ask(Engine engine) throws SQLException;
  }

  private final Path file;
  private final Engine engine;

  private CheckedReadings(Path file, Engine engine) {
    this.file = file;
    this.engine = engine;
  }

  /** Opens the file and checks its columns and every row. */
  static CheckedReadings open(Path parquet) {
    CheckedReadings readings = openUnchecked(parquet);
    try {
      readings.query(_ -> {
        readings.checkRows();
        return readings;
      });
      return readings;
    } catch (RuntimeException e) {
      readings.close();
      throw e;
    }
  }

  /** Opens the file and checks its columns only: the caller's own query must check the rows. */
  static CheckedReadings openUnchecked(Path parquet) {
    Path file = parquet.toAbsolutePath().normalize();
    refuseOtherThanParquet(file);
    CheckedReadings readings;
    try {
      readings = new CheckedReadings(file, Engine.reading(file));
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB did not start: " + ReadingsFile.firstLine(e), e);
    }
    try {
      readings.query(engine -> {
        engine.execute(SqlText.load("readings-view.sql").with("file", engine.file()));
        readings.checkColumns();
        return readings;
      });
      return readings;
    } catch (RuntimeException e) {
      readings.close();
      throw e;
    }
  }

  /** Runs a query; whatever the engine cannot make of the file becomes a refusal of the file. */
  <T extends @Nullable Object> T query(Query<T> query) {
    try {
      return query.ask(engine);
    } catch (SQLException e) {
      String reason = ReadingsFile.firstLine(e);
      if (reason.startsWith("Out of Memory") || reason.contains("No space left")) {
        throw new UncheckedIOException(
            file + ": not enough memory or scratch space to analyse it: " + reason,
            new IOException(e));
      }
      throw new UnreadableReadings(file, 0, "is no sound readings file: " + reason, REMEDY, e);
    }
  }

  /** A refusal of this file. */
  UnreadableReadings refusal(String problem) {
    return new UnreadableReadings(file, 0, problem, REMEDY);
  }

  @Override
  public void close() {
    engine.close();
  }

  private static void refuseOtherThanParquet(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UnreadableReadings(file, 0, "is no file", "check the path");
    }
    if (!Files.isReadable(file)) {
      throw new UnreadableReadings(
          file, 0, "may not be read", "give this user permission to read it");
    }
  }

  private void checkColumns() throws SQLException {
    try (Statement statement = engine.connection().createStatement();
        ResultSet rows = statement.executeQuery(SqlText.load("columns.sql").text())) {
      ResultSetMetaData columns = rows.getMetaData();
      List<String> found = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        found.add(columns.getColumnName(i) + " " + columns.getColumnTypeName(i));
      }
      if (!found.equals(COLUMNS)) {
        throw refusal("has columns " + found + " instead of " + COLUMNS);
      }
    }
  }

  private void checkRows() throws SQLException {
    SqlText sql =
        SqlText.load("check.sql")
            .with("point_length_max", MeterReading.POINT_LENGTH_MAX)
            .with("time_micros_max", MeterReading.TIME_MICROS_MAX)
            .with("milliwatts_max", MeterReading.MILLIWATTS_MAX);
    try (Statement statement = engine.connection().createStatement();
        ResultSet row = statement.executeQuery(sql.text())) {
      row.next();
      if (row.getLong("readings") == 0) {
        throw refusal("holds no reading");
      }
      refuseAny(row, "with_nulls", "rows with empty values");
      refuseAny(row, "unnamed", "rows whose point is no name");
      refuseAny(row, "outside_time", "rows with a time outside 1970 to 2200");
      refuseAny(row, "absurd_power", "rows with negative power or more than 100 GW");
      refuseAny(row, "broken_sequence", "breaks in a point's sequence");
    }
  }

  private void refuseAny(ResultSet row, String column, String what) throws SQLException {
    long count = row.getLong(column);
    if (count > 0) {
      throw refusal("holds " + count + " " + what);
    }
  }
}
