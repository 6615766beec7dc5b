package dev.standstill.telemetry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The readings inside a period, point by point in time order, handed on one at a time. */
final class SeriesRows {
  /** Takes one reading. */
  interface Taker {
    void take(String point, long micros, long milliwatts);
  }

  private SeriesRows() {}

  static void forEach(Engine engine, long fromMicros, long toMicros, Taker taker)
      throws SQLException {
    SqlText sql =
        SqlText.load("series.sql").with("from_micros", fromMicros).with("to_micros", toMicros);
    try (Statement statement = engine.connection().createStatement();
        ResultSet row = statement.executeQuery(sql.text())) {
      while (row.next()) {
        taker.take(row.getString(1), row.getLong(2), row.getLong(3));
      }
    }
  }
}
