package dev.standstill.core.charter;

import dev.standstill.core.quantity.BalancePeriod;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Which periods every declared site reports, and by when.
 *
 * @param from where the first period begins
 * @param until no period begins at or after this
 * @param periodLength the length of each period
 * @param due how long after a period's end its report may come
 */
public record ReportingCalendar(Instant from, Instant until, Duration periodLength, Duration due) {

  /** A calendar with more periods than this is refused: it could exhaust a reader. */
  public static final int PERIODS_MAX = 100_000;

  public ReportingCalendar {
    if (periodLength.isNegative() || periodLength.isZero() || due.isNegative()) {
      throw new IllegalArgumentException("a calendar has a positive period and no negative delay");
    }
    if (periodLength.compareTo(BalancePeriod.LENGTH_MAX) > 0) {
      throw new IllegalArgumentException("a calendar's period lasts at most ten years");
    }
    if (!from.truncatedTo(ChronoUnit.MICROS).equals(from)
        || !periodLength.truncatedTo(ChronoUnit.MICROS).equals(periodLength)) {
      throw new IllegalArgumentException("a calendar's periods are in whole microseconds");
    }
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("a calendar ends after it begins");
    }
    if (Duration.between(from, until).dividedBy(periodLength) > PERIODS_MAX) {
      throw new IllegalArgumentException("a calendar has at most " + PERIODS_MAX + " periods");
    }
  }

  /** The periods whose report is due by {@code asOf}, in order. */
  public List<BalancePeriod> periodsDue(Instant asOf) {
    List<BalancePeriod> periods = new ArrayList<>();
    Instant begin = from;
    while (begin.isBefore(until) && !begin.plus(periodLength).plus(due).isAfter(asOf)) {
      Instant end = begin.plus(periodLength);
      periods.add(new BalancePeriod(begin, end));
      begin = end;
    }
    return periods;
  }
}
