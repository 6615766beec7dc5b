package dev.standstill.cli.intake;

import dev.standstill.cli.intake.MeteredRun.Kind;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Power;
import dev.standstill.telemetry.MeterReading;
import dev.standstill.telemetry.csv.CsvReadings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A plain table of readings as a metered run. */
public final class CsvIntake {

  private static final Pattern POINT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,126}");

  private final Instant now;

  /** Readings dated after {@code now} are refused. */
  public CsvIntake(Instant now) {
    this.now = now;
  }

  /**
   * Reads a table.
   *
   * @param file header {@code point,time,watts}
   * @param from begin of the period; if empty the first reading's time
   * @param to end of the period; if empty the last reading's time
   * @param points points there should be beside those that have readings
   * @param workload what ran
   * @param accelerators how many accelerators hang on each point
   * @param power their rated power
   */
  public MeteredRun read(
      Path file,
      Optional<Instant> from,
      Optional<Instant> to,
      List<String> points,
      String workload,
      int accelerators,
      Power power) {
    CsvReadings readings = CsvReadings.read(file, now);
    Set<String> named = new LinkedHashSet<>();
    for (String point : points) {
      requireDeclarable(point, "--points");
      named.add(point);
    }
    long line = 1;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    try (CsvReadings.Reader reader = readings.iterator()) {
      while (reader.hasNext()) {
        MeterReading reading = reader.next();
        line++;
        if (named.add(reading.point())) {
          requireDeclarable(reading.point(), file + ":" + line);
        }
        first = Math.min(first, reading.timeMicros());
        last = Math.max(last, reading.timeMicros());
      }
    }
    Instant begin = from.orElse(instant(first));
    Instant end = to.orElse(instant(last));
    if (!begin.isBefore(end)) {
      throw new IntakeException(file + ": the period from " + begin + " to " + end + " is empty");
    }
    return new MeteredRun(
        workload,
        Kind.UNKNOWN,
        new BalancePeriod(begin, end),
        List.copyOf(named),
        accelerators,
        "unstated",
        power,
        false,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        readings,
        List.of());
  }

  /** A table may name its points more freely than a site declaration. */
  private static void requireDeclarable(String point, String place) {
    if (!POINT.matcher(point).matches()) {
      throw new IntakeException(
          place
              + ": point '"
              + point
              + "' cannot be declared; use 1 to 127 letters, digits and '_.:-', beginning with a"
              + " letter or digit");
    }
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
