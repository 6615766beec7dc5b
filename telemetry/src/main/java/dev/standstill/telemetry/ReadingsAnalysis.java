package dev.standstill.telemetry;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
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
import org.jspecify.annotations.Nullable;

/** Energy and defects of every measurement point of a readings file, in exact whole numbers. */
public final class ReadingsAnalysis {
  // What measure.sql calls a unit: mW us, doubled for the trapezoid and scaled for averages.
  static final BigDecimal UNITS_PER_MILLIJOULE = new BigDecimal("1441440000000");
  private static final long REPEATS_MAX = 16;

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

  /** Millijoules, rounded half to even: the only rounding between readings and energy. */
  static BigInteger milliJoules(BigDecimal units) {
    return units.divide(UNITS_PER_MILLIJOULE, 0, RoundingMode.HALF_EVEN).toBigIntegerExact();
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
    SqlText sql = SqlText.load("measure.sql").with("from_micros", from).with("to_micros", to);
    List<PointMeasurement> measured = new ArrayList<>();
    try (Statement statement = engine.connection().createStatement();
        ResultSet row = statement.executeQuery(sql.text())) {
      while (row.next()) {
        measured.add(measurement(row, from, to, digests));
      }
    }
    measured.sort(Comparator.comparing(PointMeasurement::point, NaturalOrder.POINTS));
    return List.copyOf(measured);
  }

  private static PointMeasurement measurement(
      ResultSet row, long from, long to, SeriesDigests digests) throws SQLException {
    String point = row.getString("point");
    long readings = row.getLong("readings");
    if (readings == 0) {
      return new PointMeasurement(
          point, 0, null, to - from, 0, to - from, from, 0, 0, 0, 0, 0, 0, 0, "");
    }
    return new PointMeasurement(
        point,
        readings,
        energy(row),
        row.getLong("first_micros") - from,
        to - row.getLong("last_micros"),
        row.getLong("longest_micros"),
        row.getLong("stamps") > 1 ? row.getLong("gap_start_micros") : row.getLong("first_micros"),
        row.getLong("median_micros"),
        row.getLong("backward_steps"),
        readings - row.getLong("stamps"),
        row.getLong("most_repeats"),
        row.getLong("above_limit"),
        row.getLong("maximum_milliwatts"),
        row.getLong("distinct_powers"),
        digests.of(point));
  }

  private static @Nullable BigInteger energy(ResultSet row) throws SQLException {
    BigDecimal units = row.getBigDecimal("energy_units");
    boolean measurable = row.getLong("stamps") > 1 && row.getLong("most_repeats") <= REPEATS_MAX;
    return measurable && units != null ? milliJoules(units) : null;
  }
}
