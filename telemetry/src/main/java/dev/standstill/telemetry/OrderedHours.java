package dev.standstill.telemetry;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The groups of hourly-ordered.sql, in file order, and the proof that their rows were in order.
 *
 * <p>The streaming query pairs each row with the row before it in the file, whatever that is. The
 * pairs are the right ones exactly if
 *
 * <ol>
 *   <li>the groups tile the file: each holds as many rows as it spans, and starts where the one
 *       before ended;
 *   <li>a point, once left, does not come back;
 *   <li>time never fails to rise, except at the first row of a point, where it must: that keeps the
 *       pair across two points out of the sum.
 * </ol>
 */
final class OrderedHours {
  private static final BigDecimal UNITS = new BigDecimal("2000000");

  private final long rows;
  private final List<HourOfPoint> hours = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private @Nullable String point;
  private long lastHour;
  private long nextRow;

  OrderedHours(long rows) {
    this.rows = rows;
  }

  List<HourOfPoint> hours() {
    return hours;
  }

  boolean isComplete() {
    return nextRow == rows && rows > 0;
  }

  /** Takes one group; false if the file is not in order, or not sound. */
  boolean take(ResultSet row) throws SQLException {
    String name = row.getString("point");
    long hour = row.getLong("hour");
    long readings = row.getLong("readings");
    if (!isSound(row, name, hour, readings)) {
      return false;
    }
    boolean starts = !name.equals(point);
    if (row.getLong("first_row") != nextRow
        || row.getLong("last_row") != nextRow + readings - 1
        || (starts ? !seen.add(name) : hour <= lastHour)
        || !risesBut(row, starts && nextRow > 0)) {
      return false;
    }
    BigDecimal units = row.getBigDecimal("energy_units");
    hours.add(
        new HourOfPoint(
            name,
            hour * HourlyEnergy.HOUR_MICROS,
            readings,
            units == null ? null : HourlyEnergy.milliJoules(units, UNITS),
            row.getLong("minimum_milliwatts"),
            row.getLong("maximum_milliwatts")));
    point = name;
    lastHour = hour;
    nextRow += readings;
    return true;
  }

  private static boolean isSound(ResultSet row, @Nullable String name, long hour, long readings)
      throws SQLException {
    return name != null
        && row.getObject("hour") != null
        && !name.isBlank()
        && name.length() <= MeterReading.POINT_LENGTH_MAX
        && hour > 0
        // The first and last hours that exist are left to the general way, which looks at each row.
        && hour < MeterReading.TIME_MICROS_MAX / HourlyEnergy.HOUR_MICROS
        && row.getLong("powers") == readings
        && row.getLong("minimum_milliwatts") >= 0
        && row.getLong("maximum_milliwatts") <= MeterReading.MILLIWATTS_MAX;
  }

  private boolean risesBut(ResultSet row, boolean mustBreakFirst) throws SQLException {
    long breaks = row.getLong("breaks");
    return mustBreakFirst ? breaks == 1 && row.getLong("first_break") == nextRow : breaks == 0;
  }
}
