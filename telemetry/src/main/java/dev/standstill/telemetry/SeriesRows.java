package dev.standstill.telemetry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The readings inside a period, point by point in time order, handed on one at a time. */
final class SeriesRows {
  private static final long PAGE = 250_000;

  /** Takes one reading. */
  interface Taker {
    void take(String point, long micros, long milliwatts);
  }

  private SeriesRows() {}

  /** May be used once on an engine. */
  static void forEach(Engine engine, long fromMicros, long toMicros, Taker taker)
      throws SQLException {
    engine.execute(
        SqlText.load("series.sql").with("from_micros", fromMicros).with("to_micros", toMicros));
    SqlText page = SqlText.load("series-page.sql").with("page", PAGE);
    try (Statement statement = engine.connection().createStatement()) {
      long after = 0;
      while (takePage(statement, page.with("after", after), taker) == PAGE) {
        after += PAGE;
      }
    }
  }

  private static long takePage(Statement statement, SqlText page, Taker taker) throws SQLException {
    long taken = 0;
    try (ResultSet row = statement.executeQuery(page.text())) {
      for (; row.next(); taken++) {
        taker.take(row.getString(1), row.getLong(2), row.getLong(3));
      }
    }
    return taken;
  }
}
