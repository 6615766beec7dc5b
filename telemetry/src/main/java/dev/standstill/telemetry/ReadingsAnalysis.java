package dev.standstill.telemetry;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Energy and defects of every measurement point of a readings file, in exact whole numbers. */
public final class ReadingsAnalysis {
  private ReadingsAnalysis() {}

  /**
   * Measures one period.
   *
   * @param parquet a readings file, taken as hostile: its digest says who wrote it, not what is in
   * @param fromMicros start of the period; a reading at it is inside
   * @param toMicros end of the period; a reading at it is inside
   * @param limitMilliwattsByPoint the most power a point can carry; points not named have no limit
   * @return one measurement for each point of the file, in natural order
   * @throws UnreadableReadings if the file is not what {@link ReadingsFile} writes
   */
  public static List<PointMeasurement> measure(
      Path parquet, long fromMicros, long toMicros, Map<String, Long> limitMilliwattsByPoint) {
    if (fromMicros >= toMicros) {
      throw new IllegalArgumentException("period is empty: " + fromMicros + " to " + toMicros);
    }
    try (CheckedReadings readings = CheckedReadings.open(parquet)) {
      return readings.query(engine -> {
        putLimits(engine, limitMilliwattsByPoint);
        SeriesDigests digests = SeriesDigests.read(engine, fromMicros, toMicros);
        return measure(engine, fromMicros, toMicros, digests);
      });
    }
  }

  private static void putLimits(Engine engine, Map<String, Long> limits) throws SQLException {
    engine.execute(SqlText.load("limits.sql"));
    DuckDBConnection connection = engine.connection().unwrap(DuckDBConnection.class);
    try (DuckDBAppender rows = connection.createAppender("limits")) {
      for (Map.Entry<String, Long> limit : limits.entrySet()) {
        rows.beginRow();
        rows.append(limit.getKey());
        rows.append(limit.getValue().longValue());
        rows.endRow();
      }
    }
  }

  private static List<PointMeasurement> measure(
      Engine engine, long from, long to, SeriesDigests digests) throws SQLException {
    SqlText sql =
        SqlText.load("measure.sql")
            .with("from_micros", from)
            .with("to_micros", to)
            .with("gap_factor", PointMeasurement.GAP_FACTOR);
    List<PointMeasurement> measured = new ArrayList<>();
    try (Statement statement = engine.connection().createStatement();
        ResultSet row = statement.executeQuery(sql.text())) {
      while (row.next()) {
        measured.add(new PointRow(row, from, to).measurement(digests));
      }
    }
    measured.sort(Comparator.comparing(PointMeasurement::point, NaturalOrder.POINTS));
    return List.copyOf(measured);
  }
}
