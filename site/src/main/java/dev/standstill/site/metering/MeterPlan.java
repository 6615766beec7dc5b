package dev.standstill.site.metering;

import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.core.site.Metering;
import dev.standstill.core.site.SiteDeclaration;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which devices a site meters, and where they stand.
 *
 * @param site the site's name within its party
 * @param points the devices that should have readings, by area
 * @param settling how long after its end an hour still takes readings
 * @param ahead how far a reading's clock may be ahead of this machine's
 */
public record MeterPlan(
    String site,
    NavigableMap<AreaId, NavigableSet<String>> points,
    Duration settling,
    Duration ahead) {

  public MeterPlan {
    NavigableMap<AreaId, NavigableSet<String>> copy = new TreeMap<>();
    Map<String, AreaId> areas = new HashMap<>();
    points.forEach((area, names) -> {
      copy.put(area, Collections.unmodifiableNavigableSet(new TreeSet<>(names)));
      for (String name : names) {
        if (!Series.isDevice(name)) {
          throw new IllegalArgumentException("no site can declare a point called " + name);
        }
        AreaId other = areas.put(name, area);
        if (other != null) {
          throw new IllegalArgumentException(
              "point " + name + " stands in " + other + " and " + area);
        }
      }
    });
    points = Collections.unmodifiableNavigableMap(copy);
    if (site.isBlank() || points.isEmpty()) {
      throw new IllegalArgumentException("a plan names its site and at least one area");
    }
    if (settling.isNegative() || ahead.isNegative()) {
      throw new IllegalArgumentException("times to wait are not negative");
    }
  }

  /** The plan that a declaration makes: every point with readings of its own. */
  public static MeterPlan of(SiteDeclaration declaration, Duration settling, Duration ahead) {
    NavigableMap<AreaId, NavigableSet<String>> points = new TreeMap<>();
    for (ComputeBalanceArea area : declaration.areas()) {
      NavigableSet<String> names = new TreeSet<>();
      for (MeasurementPoint point : area.points()) {
        if (point.metering() instanceof Metering.Own) {
          names.add(point.name());
        }
      }
      points.put(area.id(), names);
    }
    return new MeterPlan(declaration.site(), points, settling, ahead);
  }

  /** The area of each device. */
  public Map<String, AreaId> areas() {
    Map<String, AreaId> areas = new HashMap<>();
    points.forEach((area, names) -> names.forEach(name -> areas.put(name, area)));
    return Map.copyOf(areas);
  }

  /** The area of a device; empty if the site did not declare it. */
  public Optional<AreaId> area(String device) {
    return points.entrySet().stream()
        .filter(entry -> entry.getValue().contains(device))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
