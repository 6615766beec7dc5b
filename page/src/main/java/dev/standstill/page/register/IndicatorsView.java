package dev.standstill.page.register;

import java.util.List;

/**
 * What the charter says of indicators. The log holds no readings of them: no such statement exists
 * yet, and the page says so.
 *
 * @param triggers the conditions that ask for an order
 * @param lifts the conditions that an order may make its end depend on
 */
record IndicatorsView(List<String> triggers, List<String> lifts) {

  static IndicatorsView of(Books books) {
    return new IndicatorsView(
        books.governance().map(part -> List.copyOf(part.triggers())).orElse(List.of()),
        books.governance().map(part -> List.copyOf(part.liftConditions())).orElse(List.of()));
  }
}
