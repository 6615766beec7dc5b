package dev.standstill.site.metering.store;

import dev.standstill.core.quantity.BalancePeriod;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * An hour of UTC, by which readings are kept.
 *
 * @param number hours since 1970
 */
public record Hour(long number) implements Comparable<Hour> {
  static final long MICROS = 3_600_000_000L;

  private static final Pattern NAME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\dZ");

  /** The hour that a time lies in. */
  public static Hour of(Instant time) {
    return new Hour(Math.floorDiv(time.getEpochSecond(), 3600L));
  }

  static Hour ofMicros(long timeMicros) {
    return new Hour(timeMicros / MICROS);
  }

  /** Reads what {@link #toString} writes. */
  public static Hour parse(String name) {
    if (NAME.matcher(name).matches()) {
      try {
        return of(Instant.parse(name.substring(0, name.length() - 1) + ":00:00Z"));
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("there is no hour " + name, e);
      }
    }
    throw new IllegalArgumentException("an hour is written 2026-11-23T19Z, not " + name);
  }

  /** When it begins. */
  public Instant from() {
    return Instant.ofEpochSecond(number * 3600);
  }

  /** When it ends: the begin of the next. */
  public Instant to() {
    return from().plus(1, ChronoUnit.HOURS);
  }

  /** It as a period. */
  public BalancePeriod period() {
    return new BalancePeriod(from(), to());
  }

  @Override
  public int compareTo(Hour other) {
    return Long.compare(number, other.number);
  }

  /** For example {@code 2026-11-23T19Z}: the hour from 19:00. */
  @Override
  public String toString() {
    return from().toString().substring(0, 13) + "Z";
  }
}
