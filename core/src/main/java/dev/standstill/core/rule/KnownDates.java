package dev.standstill.core.rule;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * On which days the events fell from which time limits run; an event without a day is not known to
 * have happened.
 */
public record KnownDates(Map<DatedEvent, LocalDate> days) {

  public KnownDates {
    days = Map.copyOf(days);
  }

  /**
   * Only the threshold's: the earlier of the day on which it was met and of the day on which it was
   * known that it would be.
   */
  public static KnownDates ofThreshold(LocalDate met, LocalDate foreseen) {
    return new KnownDates(
        Map.of(DatedEvent.THRESHOLD_MET_OR_FORESEEN, met.isBefore(foreseen) ? met : foreseen));
  }

  public Optional<LocalDate> of(DatedEvent event) {
    return Optional.ofNullable(days.get(event));
  }
}
