package dev.standstill.core.finding;

import dev.standstill.core.quantity.BalancePeriod;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Days of UTC in a row. */
record WholeDays(Instant from, Instant to) {
  private static final Duration DAY = Duration.ofDays(1);

  static WholeDays touched(BalancePeriod period) {
    Instant from = period.from().truncatedTo(ChronoUnit.DAYS);
    Instant last = period.to().truncatedTo(ChronoUnit.DAYS);
    return new WholeDays(from, last.equals(period.to()) ? last : last.plus(DAY));
  }

  boolean hold(BalancePeriod period) {
    return !period.from().isBefore(from) && !period.to().isAfter(to);
  }

  long count() {
    return Duration.between(from, to).dividedBy(DAY);
  }
}
