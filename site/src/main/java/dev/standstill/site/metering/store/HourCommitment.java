package dev.standstill.site.metering.store;

import dev.standstill.core.record.Digest;
import dev.standstill.core.site.AreaId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Binds the readings of one hour to their site, area, points and instants, so that none of it can
 * be shown for another. Its digest is what the site logs each hour: from then on the readings
 * cannot be written anew.
 *
 * @param site the site's name within its party
 * @param area which area
 * @param hour which hour
 * @param readings the Parquet file of the power readings; empty if there is none
 * @param journal all readings of all channels as they came; empty if there is none
 * @param points what each point of the area gave, points without readings included
 * @param journalReadings readings of all channels, each counted once
 * @param duplicates readings that came again and are left out
 * @param conflicting readings that contradict an earlier one of the same instant and are left out
 * @param conflicts the first hundred of them
 * @param tornBytes at the journal's end, of a record that was not finished
 * @param damagedBytes inside the journal, of records that were whole once
 * @param lostReadings readings outside the damage that cannot be told for it
 */
public record HourCommitment(
    String site,
    AreaId area,
    Hour hour,
    Optional<Digest> readings,
    Optional<Digest> journal,
    List<PointOfHour> points,
    long journalReadings,
    long duplicates,
    long conflicting,
    List<ConflictOfHour> conflicts,
    long tornBytes,
    long damagedBytes,
    long lostReadings) {

  /**
   * What a point gave.
   *
   * @param point its name
   * @param readings of its power; 0 says that the point was not metered, nothing of its energy
   * @param first the first reading's instant
   * @param last the last reading's instant
   */
  public record PointOfHour(
      String point, long readings, Optional<Instant> first, Optional<Instant> last) {
    public PointOfHour {
      if (readings < 0 || first.isPresent() != readings > 0 || last.isPresent() != readings > 0) {
        throw new IllegalArgumentException("point " + point + " has instants if it has readings");
      }
    }
  }

  /**
   * Two values for one instant.
   *
   * @param point which device
   * @param channel of what, in words
   * @param instant when
   * @param kept the value that came first
   * @param other the value that is left out
   */
  public record ConflictOfHour(
      String point, String channel, Instant instant, long kept, long other) {}

  public HourCommitment {
    points = List.copyOf(points);
    conflicts = List.copyOf(conflicts);
    boolean metered = points.stream().anyMatch(point -> point.readings() > 0);
    if (metered != readings.isPresent()) {
      throw new IllegalArgumentException("an hour has a file exactly if a point has readings");
    }
  }

  /** Points that should have readings and have none. */
  public List<String> missing() {
    return points.stream().filter(point -> point.readings() == 0).map(PointOfHour::point).toList();
  }
}
