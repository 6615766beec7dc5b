package dev.standstill.telemetry;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One row of measure.sql, turned into a measurement of the period. */
record PointRow(ResultSet row, long fromMicros, long toMicros) {
  private static final long REPEATS_MAX = 16;

  PointMeasurement measurement(SeriesDigests digests) throws SQLException {
    String point = row.getString("point");
    long readings = row.getLong("readings");
    if (readings == 0) {
      return unread(point);
    }
    return new PointMeasurement(
        point,
        readings,
        energy(),
        row.getLong("first_micros") - fromMicros,
        toMicros - row.getLong("last_micros"),
        row.getLong("longest_micros"),
        row.getLong("gap_start_micros"),
        row.getLong("gaps_micros"),
        row.getLong("median_micros"),
        row.getLong("backward_steps"),
        row.getLong("repeated_stamps"),
        row.getLong("most_repeats"),
        row.getLong("above_limit"),
        row.getLong("maximum_milliwatts"),
        row.getLong("distinct_powers"),
        digests.of(point));
  }

  /** A point all of whose readings lie outside. */
  private PointMeasurement unread(String point) throws SQLException {
    long whole = toMicros - fromMicros;
    return new PointMeasurement(
        point,
        0,
        null,
        whole,
        0,
        whole,
        fromMicros,
        0,
        0,
        row.getLong("backward_steps"),
        row.getLong("repeated_stamps"),
        0,
        0,
        0,
        0,
        "");
  }

  private @Nullable BigInteger energy() throws SQLException {
    if (row.getLong("stamps") < 2 || row.getLong("most_repeats") > REPEATS_MAX) {
      return null;
    }
    return HourlyEnergy.milliJoules(row.getBigDecimal("energy_units"), HourlyEnergy.GENERAL_UNITS);
  }
}
