package dev.standstill.telemetry;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The energy rule a second time, as plainly as it can be written, with fractions throughout. */
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

  static @Nullable BigInteger milliJoules(
      List<MeterReading> readings, long from, long to, Edges edges) {
    List<Stamp> stamps = averaged(readings);
    List<Stamp> inside = stamps.stream().filter(s -> s.micros >= from && s.micros <= to).toList();
    if (inside.size() < 2 || inside.stream().anyMatch(s -> s.repeats > 16)) {
      return null;
    }
    Fraction sum = Fraction.of(0);
    for (int i = 1; i < stamps.size(); i++) {
      Stamp a = stamps.get(i - 1);
      Stamp b = stamps.get(i);
      boolean whole = a.micros >= from && b.micros <= to;
      boolean crosses = !whole && b.micros > from && a.micros < to;
      if (whole || (crosses && edges == Edges.CUT)) {
        if (crosses && (a.repeats > 16 || b.repeats > 16)) {
          return null;
        }
        long start = Math.max(from, a.micros);
        long end = Math.min(to, b.micros);
        Fraction height = at(a, b, start).plus(at(a, b, end));
        sum = sum.plus(height.times(Fraction.of(end - start)).dividedBy(2));
      }
    }
    return new BigDecimal(sum.over)
        .divide(
            new BigDecimal(sum.under.multiply(BigInteger.valueOf(1_000_000))),
            0,
            RoundingMode.HALF_EVEN)
        .toBigIntegerExact();
  }

  private static Fraction at(Stamp a, Stamp b, long micros) {
    return a.power
        .times(Fraction.of(b.micros - micros))
        .plus(b.power.times(Fraction.of(micros - a.micros)))
        .dividedBy(b.micros - a.micros);
  }

  private static List<Stamp> averaged(List<MeterReading> readings) {
    Map<Long, List<Long>> byTime = new TreeMap<>();
    for (MeterReading reading : readings) {
      byTime
          .computeIfAbsent(reading.timeMicros(), _ -> new ArrayList<>())
          .add(reading.milliwatts());
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
