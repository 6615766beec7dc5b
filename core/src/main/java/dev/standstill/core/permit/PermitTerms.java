package dev.standstill.core.permit;

import dev.standstill.core.charter.Clocks;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.site.AreaId;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Within what bounds something is permitted.
 *
 * @param site where
 * @param areas in which of its areas, at least one
 * @param operations which kinds of operation, at least one
 * @param lineage for which line of models
 * @param budget how much may be executed under it in all
 * @param flopPerDay how much may be executed under it in a day: no more than its budget, or than
 *     its devices can do; a cap that an order sets is shared out in proportion to this
 * @param devicesMax how many devices one job may use
 * @param devicePeak what one of them can do at most: with it devices and time bound operations
 * @param notBefore from when
 * @param expires until when; no job may last longer
 * @param purpose what it is for, and so whether it goes on whatever restrains others
 */
public record PermitTerms(
    SiteId site,
    Set<AreaId> areas,
    Set<OperationKind> operations,
    Lineage lineage,
    Flop budget,
    Flop flopPerDay,
    int devicesMax,
    FlopRate devicePeak,
    Instant notBefore,
    Instant expires,
    Purpose purpose) {

  /** Beyond anything the planet could execute in a century: whoever writes more has mistyped. */
  public static final Flop FLOP_MAX = new Flop(BigInteger.TEN.pow(36));

  /** Beyond any device that anybody could build. */
  public static final FlopRate PEAK_MAX = new FlopRate(BigInteger.TEN.pow(20));

  public PermitTerms {
    areas = Collections.unmodifiableSet(new TreeSet<>(areas));
    if (areas.isEmpty() || operations.isEmpty()) {
      throw new IllegalArgumentException("a permit names an area and a kind of operation");
    }
    // Not Set.copyOf: its order differs from one start of the machine to the next.
    operations = Collections.unmodifiableSet(EnumSet.copyOf(operations));
    for (Flop flop : List.of(budget, flopPerDay)) {
      if (flop.isZero() || flop.compareTo(FLOP_MAX) > 0) {
        throw new IllegalArgumentException("a permit is for 1 to 10^36 FLOP: " + flop);
      }
    }
    if (devicesMax < 1) {
      throw new IllegalArgumentException("a permit is for 1 device or more: " + devicesMax);
    }
    if (devicePeak.compareTo(PEAK_MAX) > 0) {
      throw new IllegalArgumentException("a device does at most 10^20 FLOP/s: " + devicePeak);
    }
    // A larger rate permits nothing more, and takes of every cap that is shared out by rates.
    if (flopPerDay.compareTo(budget) > 0) {
      throw new IllegalArgumentException(
          "a permit's day holds no more than its budget: " + flopPerDay + " of " + budget);
    }
    Flop most = mostPerDay(devicesMax, devicePeak);
    if (flopPerDay.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "a permit's devices do at most " + most + " FLOP in a day: " + flopPerDay);
    }
    if (!notBefore.isBefore(expires)) {
      throw new IllegalArgumentException("a permit expires after it begins");
    }
    if (Duration.between(notBefore, expires).compareTo(Clocks.LENGTH_MAX) > 0) {
      throw new IllegalArgumentException("a permit lasts at most 36525 days");
    }
  }

  /** The terms of ordinary work. */
  public PermitTerms(
      SiteId site,
      Set<AreaId> areas,
      Set<OperationKind> operations,
      Lineage lineage,
      Flop budget,
      Flop flopPerDay,
      int devicesMax,
      FlopRate devicePeak,
      Instant notBefore,
      Instant expires) {
    this(
        site,
        areas,
        operations,
        lineage,
        budget,
        flopPerDay,
        devicesMax,
        devicePeak,
        notBefore,
        expires,
        Purpose.ordinary());
  }

  /** The same bounds for another purpose. */
  public PermitTerms forPurpose(Purpose other) {
    return new PermitTerms(
        site,
        areas,
        operations,
        lineage,
        budget,
        flopPerDay,
        devicesMax,
        devicePeak,
        notBefore,
        expires,
        other);
  }

  /** What so many devices can execute in a day. */
  private static Flop mostPerDay(int devices, FlopRate peak) {
    return new Flop(
        peak.times(BigInteger.valueOf(devices))
            .perSecond()
            .multiply(BigInteger.valueOf(Duration.ofDays(1).toSeconds())));
  }

  /** Who gains by it, and so has no voice in it. */
  public PartyId beneficiary() {
    return site.party();
  }

  /** How long it lasts. */
  public Duration length() {
    return Duration.between(notBefore, expires);
  }

  /**
   * Whether both are about the same lineage at the same site, for the same purpose: no change turns
   * ordinary work into what nothing restrains.
   */
  boolean sameSubject(PermitTerms other) {
    return site.equals(other.site)
        && lineage.id().equals(other.lineage.id())
        && purpose.equals(other.purpose);
  }
}
