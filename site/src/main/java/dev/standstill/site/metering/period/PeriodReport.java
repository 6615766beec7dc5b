package dev.standstill.site.metering.period;

import dev.standstill.core.record.Digest;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A report out of what the operator declares and what the meters gave. */
public final class PeriodReport {

  private PeriodReport() {}

  /**
   * Puts the meters' numbers into a declaration of activities.
   *
   * @param declared what ran, area by area, without energies and readings: those are not the
   *     operator's to state
   * @param metered what the meters gave in the same period
   * @throws IllegalArgumentException if the declaration states energies or readings, or leaves out
   *     an area that was metered, or names one that was not asked
   */
  public static ActivityReport of(ActivityReport declared, List<AreaReadings> metered) {
    if (!declared.readings().isEmpty()
        || declared.areas().stream().anyMatch(area -> !area.energies().isEmpty())) {
      throw new IllegalArgumentException(
          "energies and readings are the meters' to state; leave both lists empty");
    }
    Map<String, AreaReadings> areas = new TreeMap<>();
    metered.forEach(area -> areas.put(area.area().name(), area));
    List<AreaActivity> reported = new ArrayList<>();
    List<Digest> readings = new ArrayList<>();
    for (AreaActivity area : declared.areas()) {
      AreaReadings found = areas.remove(area.area().name());
      if (found == null) {
        throw new IllegalArgumentException("the site has no area " + area.area());
      }
      reported.add(new AreaActivity(area.area(), area.activities(), area.idle(), found.energies()));
      found.readings().ifPresent(readings::add);
    }
    if (!areas.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing is declared of area " + String.join(", ", areas.keySet()));
    }
    return new ActivityReport(
        declared.site(),
        declared.period(),
        reported,
        readings.stream().distinct().toList(),
        declared.assumptions(),
        declared.corrects());
  }
}
