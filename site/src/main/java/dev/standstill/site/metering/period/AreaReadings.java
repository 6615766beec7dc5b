package dev.standstill.site.metering.period;

import dev.standstill.core.quantity.Energy;
import dev.standstill.core.record.Digest;
import dev.standstill.core.site.AreaId;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an area's meters gave in one period.
 *
 * @param area which area
 * @param readings the file of its readings; empty if there is none
 * @param energies of each point that has one, by the same computation as any reader's; a point that
 *     is not here was not metered, which is not zero
 */
public record AreaReadings(
    AreaId area, Optional<Digest> readings, NavigableMap<String, Energy> energies) {

  public AreaReadings {
    energies = Collections.unmodifiableNavigableMap(new TreeMap<>(energies));
    if (readings.isEmpty() && !energies.isEmpty()) {
      throw new IllegalArgumentException("area " + area + " has energies of no readings");
    }
  }
}
