package dev.standstill.simulation;

import dev.standstill.core.quantity.BalancePeriod;
import java.time.Duration;
import java.time.Instant;

/**
 * How large a world is and how long it lasts.
 *
 * @param weeks balance periods, each a week from Monday to Monday
 * @param weeksBeforeLimit how many of them pass before the standing limit begins
 * @param cadence time between two readings of a meter; divides a day
 * @param rows rows of each hall; each has its own feed, which is one measurement point
 * @param nodesPerRow nodes of eight accelerators on each feed
 */
public record WorldScale(
    int weeks, int weeksBeforeLimit, Duration cadence, int rows, int nodesPerRow) {
  static final Duration WEEK = Duration.ofDays(7);
  private static final Duration DAY = Duration.ofDays(1);

  /**
   * Halls of 4,096 accelerators for five weeks, metered as utilities do, each quarter of an hour.
   */
  public static final WorldScale DEMO = new WorldScale(5, 2, Duration.ofMinutes(15), 8, 64);

  /** As short and coarse as a world can be that still shows everything. */
  public static final WorldScale SMALL = new WorldScale(4, 2, Duration.ofHours(1), 4, 64);

  /** A Monday. No world reads a clock. */
  private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");

  public WorldScale {
    if (weeksBeforeLimit < 1 || weeks < weeksBeforeLimit + 2 || rows < 2 || nodesPerRow < 1) {
      throw new IllegalArgumentException(
          "a world has a week before the limit, two since, two rows and a node");
    }
    if (cadence.isNegative() || cadence.isZero() || DAY.toMillis() % cadence.toMillis() != 0) {
      throw new IllegalArgumentException("the cadence must divide a day, not " + cadence);
    }
  }

  Instant begin() {
    return BEGIN;
  }

  Instant limitBegins() {
    return period(weeksBeforeLimit).from();
  }

  BalancePeriod period(int week) {
    Instant from = BEGIN.plus(WEEK.multipliedBy(week));
    return new BalancePeriod(from, from.plus(WEEK));
  }

  int stepsPerDay() {
    return Math.toIntExact(DAY.dividedBy(cadence));
  }

  int stepsPerWeek() {
    return 7 * stepsPerDay();
  }

  int acceleratorsPerRow() {
    return nodesPerRow * CalibrationFacts.ACCELERATORS_PER_NODE;
  }

  /** Accelerators of one site. */
  public int accelerators() {
    return rows * acceleratorsPerRow();
  }
}
