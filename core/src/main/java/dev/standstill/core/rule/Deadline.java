package dev.standstill.core.rule;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/**
 * When a duty falls due. A day has no hour here, so a time limit in hours ends on the earliest day
 * it can: whoever keeps that day is never late.
 */
public sealed interface Deadline {

  DatedEvent from();

  /** The day that follows from the day of the event. */
  LocalDate after(LocalDate event);

  /** Holds from the event on. */
  record AtOnce(DatedEvent from) implements Deadline {
    @Override
    public LocalDate after(LocalDate event) {
      return event;
    }
  }

  /** So many calendar days after the event at the latest. */
  record WithinDays(int days, DatedEvent from) implements Deadline {
    public WithinDays {
      requirePositive(days);
    }

    @Override
    public LocalDate after(LocalDate event) {
      return event.plusDays(days);
    }
  }

  /** So many hours after the event at the latest. */
  record WithinHours(int hours, DatedEvent from) implements Deadline {
    private static final int HOURS_A_DAY = 24;

    public WithinHours {
      requirePositive(hours);
    }

    @Override
    public LocalDate after(LocalDate event) {
      return event.plusDays(hours / HOURS_A_DAY);
    }
  }

  /** So many days before the event at the latest. */
  record DaysBefore(int days, DatedEvent from) implements Deadline {
    public DaysBefore {
      requirePositive(days);
    }

    @Override
    public LocalDate after(LocalDate event) {
      return event.minusDays(days);
    }
  }

  /** Again and again; the day is the first time's. */
  record Every(Period period, DatedEvent from) implements Deadline {
    public Every {
      if (period.isZero() || period.isNegative()) {
        throw new IllegalArgumentException("a duty recurs after some time: " + period);
      }
    }

    @Override
    public LocalDate after(LocalDate event) {
      return event.plus(period);
    }
  }

  private static void requirePositive(int amount) {
    if (amount < 1) {
      throw new IllegalArgumentException("a time limit is at least 1: " + amount);
    }
  }

  /** The day, if that of the event is known. */
  default Optional<LocalDate> due(KnownDates dates) {
    return dates.of(from()).map(this::after);
  }
}
