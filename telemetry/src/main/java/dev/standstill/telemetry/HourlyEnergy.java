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
import org.jspecify.annotations.Nullable;

/**
 * Energy a point and hour of a whole readings file: the input of a compute balance.
 *
 * <p>Files as {@link ReadingsFile} writes them from well-behaved meters already stand in order.
 * Those are summed as they stream by, at about the speed of a bare aggregate; that they really were
 * in order is checked on the result. All others take the general way, which sorts. Positions in the
 * source ({@code sequence}) play no part in energy and are only checked on the general way.
 */
public final class HourlyEnergy {
  static final long HOUR_MICROS = 3_600_000_000L;

  /**
   * To the millijoule, of the unit of measure.sql and hourly.sql: mW us, doubled for the trapezoid
   * and scaled by 720720 for exact averages.
   */
  static final BigDecimal GENERAL_UNITS = new BigDecimal("1441440000000");

  /** The hours, and the way they were found: both ways give the same hours. */
  record Found(List<HourOfPoint> hours, boolean streamed) {}

  private HourlyEnergy() {}

  /**
   * Every hour of every point that has readings, points in natural order.
   *
   * @throws UnreadableReadings if the file is not what {@link ReadingsFile} writes
   */
  public static List<HourOfPoint> of(Path parquet) {
    return find(parquet).hours;
  }

  static Found find(Path parquet) {
    List<HourOfPoint> streamed = streamed(parquet);
    return streamed != null ? new Found(streamed, true) : new Found(general(parquet), false);
  }

  private static @Nullable List<HourOfPoint> streamed(Path parquet) {
    try (CheckedReadings readings = CheckedReadings.openUnchecked(parquet)) {
      return readings.query(engine -> {
        long rows = rows(engine);
        OrderedHours hours = new OrderedHours(rows);
        SqlText sql =
            SqlText.load("hourly-ordered.sql").with("file", engine.file()).with("middle", rows / 2);
        try (Statement statement = engine.connection().createStatement();
            ResultSet row = statement.executeQuery(sql.text())) {
          while (row.next()) {
            if (!hours.take(row)) {
              return null;
            }
          }
        }
        return hours.isComplete() ? sorted(hours.hours()) : null;
      });
    } catch (UnreadableReadings e) {
      // The general way decides: what overflowed 64 bits here may be sound there.
      return null;
    }
  }

  static List<HourOfPoint> general(Path parquet) {
    try (CheckedReadings readings = CheckedReadings.open(parquet)) {
      return readings.query(engine -> {
        List<HourOfPoint> hours = new ArrayList<>();
        try (Statement statement = engine.connection().createStatement();
            ResultSet row = statement.executeQuery(SqlText.load("hourly.sql").text())) {
          while (row.next()) {
            hours.add(hour(row));
          }
        }
        return sorted(hours);
      });
    }
  }

  private static HourOfPoint hour(ResultSet row) throws SQLException {
    BigDecimal units = row.getBigDecimal("energy_units");
    boolean exact = row.getLong("intervals") > 0 && row.getLong("inexact") == 0;
    return new HourOfPoint(
        row.getString("point"),
        row.getLong("hour_micros"),
        row.getLong("readings"),
        exact && units != null ? milliJoules(units, GENERAL_UNITS) : null,
        row.getLong("minimum_milliwatts"),
        row.getLong("maximum_milliwatts"));
  }

  /** The one rounding: half to even, to the millijoule. */
  static BigInteger milliJoules(BigDecimal units, BigDecimal perMillijoule) {
    return units.divide(perMillijoule, 0, RoundingMode.HALF_EVEN).toBigIntegerExact();
  }

  private static long rows(Engine engine) throws SQLException {
    try (Statement statement = engine.connection().createStatement();
        ResultSet row = statement.executeQuery(SqlText.load("rows.sql").text())) {
      row.next();
      return row.getLong("readings");
    }
  }

  private static List<HourOfPoint> sorted(List<HourOfPoint> hours) {
    return hours.stream()
        .sorted(
            Comparator.comparing(HourOfPoint::point, NaturalOrder.POINTS)
                .thenComparingLong(HourOfPoint::hourMicros))
        .toList();
  }
}
