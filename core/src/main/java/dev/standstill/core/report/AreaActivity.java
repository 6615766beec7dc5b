package dev.standstill.core.report;

import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.site.AreaId;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What one area did in one period.
 *
 * @param area which area
 * @param activities what ran
 * @param idle device-time spent waiting, powered on
 * @param energies energy of each point that has readings of its own; an absent point is missing,
 *     not zero
 */
public record AreaActivity(
    AreaId area,
    List<DeclaredActivity> activities,
    DeviceTime idle,
    NavigableMap<String, Energy> energies) {

  public AreaActivity {
    activities = List.copyOf(activities);
    energies = Collections.unmodifiableNavigableMap(new TreeMap<>(energies));
  }

  /** Executed FLOP of everything declared. */
  public Flop declaredFlop() {
    return activities.stream().map(DeclaredActivity::executedFlop).reduce(Flop.ZERO, Flop::plus);
  }

  /** Device-time of everything declared to have run. */
  public DeviceTime declaredUse() {
    return activities.stream()
        .map(DeclaredActivity::deviceTime)
        .reduce(DeviceTime.ZERO, DeviceTime::plus);
  }
}
