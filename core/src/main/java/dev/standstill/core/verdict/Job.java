package dev.standstill.core.verdict;

import dev.standstill.core.charter.Clocks;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.record.Digest;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.site.AreaId;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/**
 * What somebody wants to start.
 *
 * @param site where
 * @param area in which of its areas
 * @param operation what kind of operation
 * @param lineage which line of models it belongs to; empty if nobody says
 * @param devices how many devices
 * @param timeLimit after which the scheduler ends it
 * @param permit the id of the permit it draws on
 * @param lineageFlop what its lineage has executed so far, as the operator states it; with the
 *     log's own figure the larger counts
 * @param devicePeak what one device can do at most, as the operator states it; a permit says so too
 */
public record Job(
    SiteId site,
    AreaId area,
    OperationKind operation,
    Optional<String> lineage,
    int devices,
    Duration timeLimit,
    Optional<Digest> permit,
    Optional<Flop> lineageFlop,
    Optional<FlopRate> devicePeak) {

  public static final Duration DAY = Duration.ofDays(1);

  public Job {
    if (devices < 1) {
      throw new IllegalArgumentException("a job uses 1 device or more: " + devices);
    }
    if (timeLimit.isNegative() || timeLimit.isZero()) {
      throw new IllegalArgumentException("a job has a time limit above zero: " + timeLimit);
    }
    if (timeLimit.compareTo(Clocks.LENGTH_MAX) > 0) {
      throw new IllegalArgumentException("a job lasts at most 36525 days: " + timeLimit);
    }
  }

  /** The most it can execute on devices of this peak. */
  Flop most(FlopRate peak) {
    return executed(peak, timeLimit);
  }

  /**
   * The most its devices can execute in a day, however short it is itself: when it has ended the
   * next may start.
   */
  Flop mostPerDay(FlopRate peak) {
    return executed(peak, DAY);
  }

  private Flop executed(FlopRate peak, Duration time) {
    // Rounded up to whole seconds: a bound must not shrink by rounding.
    long seconds = time.getNano() == 0 ? time.getSeconds() : time.getSeconds() + 1;
    return new Flop(
        peak.times(BigInteger.valueOf(devices)).perSecond().multiply(BigInteger.valueOf(seconds)));
  }
}
