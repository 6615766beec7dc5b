package dev.standstill.core.quantity;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * The half-open span of time {@code [from, to)} over which one balance is closed, in whole
 * microseconds UTC.
 *
 * @param from the first instant inside
 * @param to the first instant after; later than {@code from}
 */
public record BalancePeriod(Instant from, Instant to) implements Comparable<BalancePeriod> {

  /**
   * What may be reported or demanded as one period: longer than any agreement would balance over,
   * short enough that no sum overflows.
   */
  public static final Duration LENGTH_MAX = Duration.ofDays(3_653);

  private static final Comparator<BalancePeriod> ORDER =
      Comparator.comparing(BalancePeriod::from).thenComparing(BalancePeriod::to);

  public BalancePeriod {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a balance period must end after it begins: " + from);
    }
    if (!from.truncatedTo(ChronoUnit.MICROS).equals(from)
        || !to.truncatedTo(ChronoUnit.MICROS).equals(to)) {
      throw new IllegalArgumentException("a balance period is in whole microseconds: " + from);
    }
  }

  public long microseconds() {
    return ChronoUnit.MICROS.between(from, to);
  }

  public Duration length() {
    return Duration.between(from, to);
  }

  public boolean overlaps(BalancePeriod other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }

  @Override
  public int compareTo(BalancePeriod other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return from + "/" + to;
  }
}
