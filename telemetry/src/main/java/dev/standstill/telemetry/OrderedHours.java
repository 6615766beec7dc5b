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
 * <p>The streaming query pairs each row with the row before it in the file, whatever that is, and
 * drops pairs whose time does not rise. What is left is right if
 *
 * <ol>
 *   <li>each group starts where the ones before it end: sorted by their first rows, groups that do
 *       so are runs of rows, since nothing of a later group can lie before its first row;
 *   <li>a point, once left, does not come back, and its hours rise;
 *   <li>a point starts in an earlier hour than the point before it ended in, so the pair across the
 *       two was dropped (the first point has no row before it);
 *   <li>nothing else was dropped: in a point's first group one pair, in all others none.
 * </ol>
 *
 * <p>An empty value leaves its pair out as well, and so breaks the last rule.
 */
final class OrderedHours {
  private static final BigDecimal UNITS_PER_MILLIJOULE = new BigDecimal("2000000");

  private final long rows;
  private final List<HourOfPoint> hours = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private @Nullable String point;
  private long lastHour = Long.MAX_VALUE;
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
    if (name == null || !isSound(row, name, hour)) {
      return false;
    }
    boolean starts = !name.equals(point);
    long dropped = readings - row.getLong("intervals");
    if (row.getLong("first_row") != nextRow
        || (starts ? !seen.add(name) || hour >= lastHour : hour <= lastHour)
        || dropped != (starts ? 1 : 0)) {
      return false;
    }
    BigDecimal units = row.getBigDecimal("energy_units");
    hours.add(
        new HourOfPoint(
            name,
            hour * HourlyEnergy.HOUR_MICROS,
            readings,
            units == null ? null : HourlyEnergy.milliJoules(units, UNITS_PER_MILLIJOULE),
            row.getLong("minimum_milliwatts"),
            row.getLong("maximum_milliwatts")));
    point = name;
    lastHour = hour;
    nextRow += readings;
    return true;
  }

  private static boolean isSound(ResultSet row, String name, long hour) throws SQLException {
    return row.getObject("hour") != null
        && row.getObject("minimum_milliwatts") != null
        && !name.isBlank()
        && name.length() <= MeterReading.POINT_LENGTH_MAX
        // The first and last hours that exist are left to the general way: it looks at each row.
        && hour > 0
        && hour < MeterReading.TIME_MICROS_MAX / HourlyEnergy.HOUR_MICROS
        && row.getLong("minimum_milliwatts") >= 0
        && row.getLong("maximum_milliwatts") <= MeterReading.MILLIWATTS_MAX;
  }
}
