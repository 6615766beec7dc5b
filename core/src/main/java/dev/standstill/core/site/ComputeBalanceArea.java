package dev.standstill.core.site;

import dev.standstill.core.quantity.AcceleratorModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of a site over which one balance is closed: the field's material balance area, for
 * compute.
 *
 * @param id its name within the site
 * @param accelerators what is installed
 * @param points where energy is measured, at least one, no name twice
 */
public record ComputeBalanceArea(
    AreaId id, List<InstalledAccelerators> accelerators, List<MeasurementPoint> points) {

  /** So many accelerators of one model. */
  public record InstalledAccelerators(AcceleratorModel model, int count) {
    public InstalledAccelerators {
      if (count < 1) {
        throw new IllegalArgumentException("an inventory line counts at least one accelerator");
      }
    }
  }

  public ComputeBalanceArea {
    accelerators = List.copyOf(accelerators);
    points = List.copyOf(points);
    if (accelerators.isEmpty() || points.isEmpty()) {
      throw new IllegalArgumentException("area " + id + " needs accelerators and points");
    }
    Set<String> names = new HashSet<>();
    for (MeasurementPoint point : points) {
      if (!names.add(point.name())) {
        throw new IllegalArgumentException(
            "area " + id + " names point " + point.name() + " twice");
      }
    }
    refuseSharingWithoutReadings(id, points);
    refuseDifferingInstruments(points);
  }

  /** How many accelerators the area has. */
  public long devices() {
    return accelerators.stream().mapToLong(InstalledAccelerators::count).sum();
  }

  private static void refuseSharingWithoutReadings(AreaId id, List<MeasurementPoint> points) {
    Set<String> read = new HashSet<>();
    for (MeasurementPoint point : points) {
      if (point.metering() instanceof Metering.Own) {
        read.add(point.name());
      }
    }
    for (MeasurementPoint point : points) {
      boolean possible =
          switch (point.metering()) {
            case Metering.Own own -> true;
            case Metering.None none -> true;
            case Metering.SharedMean shared -> read.contains(shared.point());
            case Metering.SharedSum shared -> read.contains(shared.point());
          };
      if (!possible) {
        throw new IllegalArgumentException(
            "area " + id + ": point " + point.name() + " shares with one that is not read");
      }
    }
  }

  private static void refuseDifferingInstruments(List<MeasurementPoint> points) {
    Map<String, MeasurementPoint> first = new HashMap<>();
    for (MeasurementPoint point : points) {
      MeasurementPoint other = first.putIfAbsent(point.instrument(), point);
      if (other != null
          && !(other.systematicError().equals(point.systematicError())
              && other.randomError().equals(point.randomError()))) {
        throw new IllegalArgumentException(
            "points of instrument " + point.instrument() + " state different errors");
      }
    }
  }
}
