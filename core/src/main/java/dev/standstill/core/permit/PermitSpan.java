package dev.standstill.core.permit;

import dev.standstill.core.quantity.BalancePeriod;
import java.time.Instant;

/**
 * A stretch of time in which a permit may have permitted on these terms. Where the log leaves a
 * time open the stretch is the longer: nobody is accused of what may have been permitted.
 *
 * @param terms within what bounds
 * @param from from when
 * @param to until when, later than {@code from}
 */
public record PermitSpan(PermitTerms terms, Instant from, Instant to) {

  /** Whether some of a period lies in it. */
  public boolean touches(BalancePeriod period) {
    return from.isBefore(period.to()) && period.from().isBefore(to);
  }

  /** Whether all of a period lies in it. */
  public boolean contains(BalancePeriod period) {
    return !period.from().isBefore(from) && !period.to().isAfter(to);
  }
}
