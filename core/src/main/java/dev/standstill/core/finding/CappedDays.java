package dev.standstill.core.finding;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Flop;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Amounts over time held against a cap for a day. If those that lie inside some days in a row are
 * together more than the cap times the number of days, some day certainly had too much. All such
 * stretches are looked at, not those of single periods alone: two days of work that each run from
 * noon to noon lie in three days, thirty in thirty-one.
 *
 * <p>One pass over the ends. For each day on which a stretch may begin it keeps what was done since
 * in excess of the cap; a beginning that is behind an earlier one can never overtake it, so it is
 * forgotten.
 */
final class CappedDays {
  private final BigInteger cap;

  /** By first day: how much more it exceeds the cap than the beginning before it. Above zero. */
  private final NavigableMap<Instant, BigInteger> leads = new TreeMap<>();

  /** What the last beginning comes to, with the cap for every day before it. */
  private BigInteger greatest = BigInteger.ZERO;

  /** What was done in some time. */
  record Amount(BalancePeriod period, Flop flop) {}

  /** Days in a row that hold more than the cap allows. */
  record Excess(WholeDays days, Flop total) {}

  private CappedDays(Flop cap) {
    this.cap = cap.operations();
  }

  /** The first stretch that certainly exceeds the cap; empty if none does. */
  static Optional<Excess> exceeded(Collection<Amount> amounts, Flop cap) {
    return new CappedDays(cap).exceeded(amounts);
  }

  private Optional<Excess> exceeded(Collection<Amount> amounts) {
    List<Placed> byEnd =
        amounts.stream()
            .filter(amount -> !amount.flop().isZero())
            .map(amount -> new Placed(WholeDays.touched(amount.period()), amount.flop()))
            .sorted(Comparator.comparing(placed -> placed.days().to()))
            .toList();
    Iterator<Instant> starts =
        byEnd.stream().map(placed -> placed.days().from()).distinct().sorted().iterator();
    Optional<Instant> next = next(starts);
    for (Placed placed : byEnd) {
      Instant end = placed.days().to();
      while (next.filter(start -> start.isBefore(end)).isPresent()) {
        begin(next.get());
        next = next(starts);
      }
      add(placed);
      if (greatest.compareTo(allowedBefore(end)) > 0) {
        WholeDays days = new WholeDays(leads.lastKey(), end);
        return Optional.of(new Excess(days, inside(byEnd, days)));
      }
    }
    return Optional.empty();
  }

  /** An amount and the days it touches. */
  private record Placed(WholeDays days, Flop flop) {}

  private static Optional<Instant> next(Iterator<Instant> starts) {
    return starts.hasNext() ? Optional.of(starts.next()) : Optional.empty();
  }

  private BigInteger allowedBefore(Instant day) {
    return cap.multiply(BigInteger.valueOf(Duration.between(Instant.EPOCH, day).toDays()));
  }

  /** Nothing that was added so far lies after this day: all of it had ended. */
  private void begin(Instant day) {
    BigInteger nothingYet = allowedBefore(day);
    if (leads.isEmpty() || nothingYet.compareTo(greatest) > 0) {
      leads.put(day, nothingYet.subtract(greatest));
      greatest = nothingYet;
    }
  }

  /** Every beginning up to the amount's own gains it; those after it fall behind. */
  private void add(Placed placed) {
    BigInteger behind = placed.flop().operations();
    Iterator<BigInteger> later = leads.tailMap(placed.days().from(), false).values().iterator();
    while (later.hasNext()) {
      BigInteger lead = later.next();
      if (lead.compareTo(behind) > 0) {
        break;
      }
      later.remove();
      behind = behind.subtract(lead);
    }
    reduce(placed.days().from(), behind);
  }

  private void reduce(Instant day, BigInteger behind) {
    var ahead = leads.higherEntry(day);
    if (ahead == null) {
      greatest = greatest.add(behind);
    } else {
      leads.put(ahead.getKey(), ahead.getValue().subtract(behind));
    }
  }

  private static Flop inside(List<Placed> all, WholeDays days) {
    return all.stream()
        .filter(placed ->
            !placed.days().from().isBefore(days.from()) && !placed.days().to().isAfter(days.to()))
        .map(Placed::flop)
        .reduce(Flop.ZERO, Flop::plus);
  }
}
