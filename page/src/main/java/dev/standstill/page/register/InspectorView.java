package dev.standstill.page.register;

import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.finding.Reason;
import dev.standstill.core.finding.ReasonCode;
import dev.standstill.core.finding.Status;
import dev.standstill.page.words.Sentences;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an inspector looks at first: sites by what is open.
 *
 * @param sites each site with anything open, the gravest first
 * @param quiet how many have nothing open
 */
record InspectorView(List<Place> sites, int quiet) {

  /** One site and what to look at there. */
  record Place(SiteLine line, List<Look> looks, List<String> weakest) {}

  /** One thing to look at. */
  record Look(String code, String what, String detail) {}

  static InspectorView of(Books books, List<SiteLine> lines) {
    List<Place> places =
        lines.stream()
            .sorted(SiteLine.GRAVEST_FIRST)
            .map(line -> place(line, books))
            .filter(place -> !place.looks().isEmpty())
            .toList();
    return new InspectorView(places, lines.size() - places.size());
  }

  private static Place place(SiteLine line, Books books) {
    Evaluation own = books.of(line.site());
    Map<ReasonCode, List<Reason>> reasons =
        own.conclusions().stream()
            .filter(c -> c.status() != Status.UPHELD)
            .flatMap(c -> c.reasons().stream())
            .collect(
                Collectors.groupingBy(
                    Reason::code, () -> new EnumMap<>(ReasonCode.class), Collectors.toList()));
    List<Look> looks =
        reasons.entrySet().stream()
            .map(entry ->
                new Look(
                    Sentences.code(entry.getKey()),
                    Sentences.reason(entry.getKey()),
                    last(entry.getValue())))
            .toList();
    List<String> weakest =
        own.conclusions().stream()
            .flatMap(c -> c.weakestLinks().stream())
            .distinct()
            .sorted()
            .map(Sentences::weakestLink)
            .toList();
    return new Place(line, looks, weakest);
  }

  private static String last(List<Reason> reasons) {
    String latest = reasons.getLast().detail();
    return reasons.size() == 1 ? latest : latest + " (and " + (reasons.size() - 1) + " more)";
  }
}
