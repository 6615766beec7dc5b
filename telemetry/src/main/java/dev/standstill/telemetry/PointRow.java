package dev.standstill.telemetry;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One row of measure.sql, turned into a measurement of the period. */
record PointRow(ResultSet row, long fromMicros, long toMicros, boolean cutEdges) {
  private static final long REPEATS_MAX = 16;
  // The unit of measure.sql: mW us, doubled for the trapezoid and scaled for exact averages.
  private static final BigInteger UNITS_PER_MILLIJOULE =
      BigInteger.valueOf(2 * 720_720L).multiply(BigInteger.valueOf(1_000_000));

  /** A whole number of energy units and a fraction, which only edges have. */
  private record Units(BigInteger numerator, BigInteger denominator) {
    Units plus(Units other) {
      return new Units(
          numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
          denominator.multiply(other.denominator));
    }
  }

  PointMeasurement measurement(SeriesDigests digests) throws SQLException {
    String point = row.getString("point");
    long readings = row.getLong("readings");
    if (readings == 0) {
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
          row.getLong("backward_steps"),
          row.getLong("repeated_stamps"),
          0,
          0,
          0,
          0,
          "");
    }
    long first = row.getLong("first_micros");
    long last = row.getLong("last_micros");
    boolean entered = cutEdges && first > fromMicros && present("enter_micros");
    boolean left = cutEdges && last < toMicros && present("leave_micros");
    Gap gap =
        new Gap(row.getLong("longest_micros"), row.getLong("gap_start_micros"))
            .or(entered, new Gap(first - fromMicros, fromMicros))
            .or(left, new Gap(toMicros - last, last));
    return new PointMeasurement(
        point,
        readings,
        energy(entered, left),
        entered ? 0 : first - fromMicros,
        left ? 0 : toMicros - last,
        gap.micros,
        gap.startMicros,
        row.getLong("median_micros"),
        row.getLong("backward_steps"),
        row.getLong("repeated_stamps"),
        row.getLong("most_repeats"),
        row.getLong("above_limit"),
        row.getLong("maximum_milliwatts"),
        row.getLong("distinct_powers"),
        digests.of(point));
  }

  private record Gap(long micros, long startMicros) {
    Gap or(boolean counts, Gap other) {
      boolean replaces =
          other.micros > micros || (other.micros == micros && other.startMicros < startMicros);
      return counts && replaces ? other : this;
    }
  }

  private @Nullable BigInteger energy(boolean entered, boolean left) throws SQLException {
    if (row.getLong("stamps") < 2 || row.getLong("most_repeats") > REPEATS_MAX) {
      return null;
    }
    Units units = new Units(whole("energy_units"), BigInteger.ONE);
    if (entered) {
      if (!present("enter_power")) {
        return null;
      }
      long reading = row.getLong("first_micros");
      units = units.plus(cut("enter_micros", "enter_power", reading, "first_power", fromMicros));
    }
    if (left) {
      if (!present("leave_power")) {
        return null;
      }
      long reading = row.getLong("last_micros");
      units = units.plus(cut("leave_micros", "leave_power", reading, "last_power", toMicros));
    }
    return new BigDecimal(units.numerator)
        .divide(
            new BigDecimal(units.denominator.multiply(UNITS_PER_MILLIJOULE)),
            0,
            RoundingMode.HALF_EVEN)
        .toBigIntegerExact();
  }

  /**
   * The part inside of an interval that crosses an edge. With d the interval, i its part inside, o
   * its part outside and p, q the powers of the readings outside and inside, the power at the edge
   * is (p i + q o) / d, and twice the area inside is ((p i + q o) / d + q) i.
   */
  private Units cut(String outside, String outsidePower, long inside, String insidePower, long edge)
      throws SQLException {
    BigInteger d = BigInteger.valueOf(Math.abs(inside - row.getLong(outside)));
    BigInteger i = BigInteger.valueOf(Math.abs(inside - edge));
    BigInteger o = d.subtract(i);
    BigInteger p = whole(outsidePower);
    BigInteger q = whole(insidePower);
    BigInteger atEdge = p.multiply(i).add(q.multiply(o));
    return new Units(atEdge.add(q.multiply(d)).multiply(i), d);
  }

  private boolean present(String column) throws SQLException {
    return row.getBigDecimal(column) != null;
  }

  private BigInteger whole(String column) throws SQLException {
    return row.getBigDecimal(column).toBigIntegerExact();
  }
}
