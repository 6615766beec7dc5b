package dev.standstill.telemetry;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules for energy and gaps a second time, as plainly as they can be written, with fractions
 * throughout.
 */
final class NaiveEnergy {
  private record Fraction(BigInteger over, BigInteger under) {
    static Fraction of(long whole) {
      return new Fraction(BigInteger.valueOf(whole), BigInteger.ONE);
    }

    Fraction plus(Fraction b) {
      return new Fraction(
          over.multiply(b.under).add(b.over.multiply(under)), under.multiply(b.under));
    }

    Fraction times(Fraction b) {
      return new Fraction(over.multiply(b.over), under.multiply(b.under));
    }

    Fraction dividedBy(long whole) {
      return new Fraction(over, under.multiply(BigInteger.valueOf(whole)));
    }
  }

  private record Stamp(long micros, Fraction power, int repeats) {}

  private NaiveEnergy() {}

  static @Nullable BigInteger milliJoules(List<MeterReading> readings, long from, long to) {
    List<Stamp> inside = inside(readings, from, to);
    if (inside.size() < 2 || inside.stream().anyMatch(s -> s.repeats > 16)) {
      return null;
    }
    Fraction sum = Fraction.of(0);
    for (int i = 1; i < inside.size(); i++) {
      Stamp a = inside.get(i - 1);
      Stamp b = inside.get(i);
      Fraction height = a.power.plus(b.power).dividedBy(2);
      sum = sum.plus(height.times(Fraction.of(b.micros - a.micros)));
    }
    return new BigDecimal(sum.over)
        .divide(
            new BigDecimal(sum.under.multiply(BigInteger.valueOf(1_000_000))),
            0,
            RoundingMode.HALF_EVEN)
        .toBigIntegerExact();
  }

  static long gapsMicros(List<MeterReading> readings, long from, long to) {
    List<Stamp> inside = inside(readings, from, to);
    List<Long> intervals = new ArrayList<>();
    for (int i = 1; i < inside.size(); i++) {
      intervals.add(inside.get(i).micros - inside.get(i - 1).micros);
    }
    if (intervals.isEmpty()) {
      return 0;
    }
    Collections.sort(intervals);
    long median = intervals.get((intervals.size() - 1) / 2);
    return intervals.stream().filter(i -> i > median + median + median).mapToLong(i -> i).sum();
  }

  private static List<Stamp> inside(List<MeterReading> readings, long from, long to) {
    Map<Long, List<Long>> byTime = new TreeMap<>();
    for (MeterReading reading : readings) {
      if (from <= reading.timeMicros() && reading.timeMicros() <= to) {
        byTime
            .computeIfAbsent(reading.timeMicros(), _ -> new ArrayList<>())
            .add(reading.milliwatts());
      }
    }
    List<Stamp> stamps = new ArrayList<>();
    byTime.forEach((time, powers) ->
        stamps.add(
            new Stamp(
                time,
                Fraction.of(powers.stream().mapToLong(p -> p).sum()).dividedBy(powers.size()),
                powers.size())));
    return stamps;
  }
}
