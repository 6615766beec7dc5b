package dev.standstill.core.finding;

import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import java.util.List;
import java.util.Map;

/**
 * Everything recomputed from readings.
 *
 * @param readings what became of each report's readings
 * @param copies groups of series that are exact copies of each other, within and across periods;
 *     the first logged comes first: it is the original, whoever copies it later
 * @param nearCopies pairs that are nearly, or after a shift, copies: an indication only
 */
public record Measurements(
    Map<Reported, ReadingsState> readings,
    List<List<Series>> copies,
    List<List<Series>> nearCopies) {

  /** The report of one site and period. */
  public record Reported(SiteId site, BalancePeriod period) {}

  /** The readings of one point in one report. */
  public record Series(Reported report, String point) {}

  public Measurements {
    readings = Map.copyOf(readings);
    copies = copies.stream().map(List::copyOf).toList();
    nearCopies = nearCopies.stream().map(List::copyOf).toList();
  }

  /** Groups of copies that touch this report, each with only this report's points, in order. */
  List<List<String>> copiesIn(Reported report) {
    return copies.stream()
        .map(group ->
            group.stream().filter(s -> s.report().equals(report)).map(Series::point).toList())
        .filter(points -> !points.isEmpty())
        .toList();
  }

  /** Points of this report whose series another report, logged earlier, already had. */
  List<String> copiedElsewhere(Reported report) {
    return copies.stream()
        .filter(group -> !group.getFirst().report().equals(report))
        .flatMap(group -> group.stream().filter(s -> s.report().equals(report)))
        .map(Series::point)
        .distinct()
        .toList();
  }
}
