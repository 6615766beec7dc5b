package dev.standstill.simulation;

import dev.standstill.core.quantity.Energy;
import dev.standstill.telemetry.MeterReading;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What one row truly did in one week, and what its meter says. Power runs straight from one stamp
 * to the next, so the trapezoids over the stamps are the true energy and not an approximation.
 */
final class RowWeek {
  private final String point;
  private final boolean secret;
  private final double[] watts;
  private final boolean[] idle;
  private final long[] shown;

  /**
   * A week of a row. The arrays are not copied: whoever made them keeps no hold of them.
   *
   * @param point the row's measurement point
   * @param secret whether it trains while it is declared to serve
   * @param watts true power at each stamp, from the week's begin to its end, both included
   * @param idle whether its nodes are drained at that stamp
   * @param shown what the meter showed, in whole watts
   */
  RowWeek(String point, boolean secret, double[] watts, boolean[] idle, long[] shown) {
    this.point = point;
    this.secret = secret;
    this.watts = watts;
    this.idle = idle;
    this.shown = shown;
  }

  String point() {
    return point;
  }

  boolean secret() {
    return secret;
  }

  /** True joules that went into computing. */
  double activeJoules(Duration cadence) {
    double halfStepSeconds = cadence.toMillis() / 2e3;
    double joules = 0;
    for (int i = 0; i < watts.length; i++) {
      joules += idle[i] ? 0 : watts[i] * halfSteps(i) * halfStepSeconds;
    }
    return joules;
  }

  /** Idle time in half steps: stamps inside the week count two, those at its ends one. */
  long idleHalfSteps() {
    long halves = 0;
    for (int i = 0; i < idle.length; i++) {
      halves += idle[i] ? halfSteps(i) : 0;
    }
    return halves;
  }

  private int halfSteps(int stamp) {
    return stamp == 0 || stamp == watts.length - 1 ? 1 : 2;
  }

  /** The energy of what the meter showed, rounded once: what an honest report says. */
  Energy meteredEnergy(long cadenceMicros) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < shown.length; i++) {
      sum = sum.add(BigInteger.valueOf(shown[i] * halfSteps(i)));
    }
    // Watts times microseconds are microjoules; halves of them, to millijoules.
    return new Energy(
        new BigDecimal(sum.multiply(BigInteger.valueOf(cadenceMicros)))
            .divide(BigDecimal.valueOf(2_000), 0, RoundingMode.HALF_EVEN)
            .toBigIntegerExact());
  }

  /** What the meters of these rows showed in a week, row by row. */
  static List<MeterReading> readings(List<RowWeek> rows, WorldScale scale, int week) {
    long from = ChronoUnit.MICROS.between(Instant.EPOCH, scale.period(week).from());
    long cadence = scale.cadence().toNanos() / 1_000;
    return rows.stream().flatMap(row -> row.readings(from, cadence).stream()).toList();
  }

  private List<MeterReading> readings(long fromMicros, long cadenceMicros) {
    List<MeterReading> readings = new ArrayList<>(shown.length);
    for (int i = 0; i < shown.length; i++) {
      readings.add(new MeterReading(point, fromMicros + i * cadenceMicros, shown[i] * 1_000));
    }
    return readings;
  }
}
