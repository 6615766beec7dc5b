package dev.standstill.core.site;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.quantity.Power;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place where the energy of some devices is, or should be, measured.
 *
 * @param name as the source of its readings calls it, for example {@code node_6}
 * @param devices how many accelerators draw through it
 * @param boundary where it measures
 * @param instrument the meter that reads it; points with the same instrument share its systematic
 *     error
 * @param meterOwner which party owns the meter
 * @param seal what shows tampering with the meter; empty means none
 * @param randomError relative standard deviation, fresh at each period
 * @param systematicError relative standard deviation, one draw per instrument
 * @param physicalLimit no true reading can be above this
 * @param metering where its energy comes from
 */
public record MeasurementPoint(
    String name,
    int devices,
    Boundary boundary,
    String instrument,
    PartyId meterOwner,
    Optional<String> seal,
    PartsPerMillion randomError,
    PartsPerMillion systematicError,
    Power physicalLimit,
    Metering metering) {

  /** What a node may draw at its wall for each watt its accelerators are rated for. */
  public static final double WALL_LIMIT_PER_RATED_WATT = 1.5;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,126}");

  public MeasurementPoint {
    if (!NAME.matcher(name).matches() || !NAME.matcher(instrument).matches()) {
      throw new IllegalArgumentException(
          "a point or instrument is 1 to 127 of letters, digits and '_.:-': " + name);
    }
    if (devices < 1 || physicalLimit.milliwatts() == 0) {
      throw new IllegalArgumentException("point " + name + " needs a device and a limit");
    }
  }
}
