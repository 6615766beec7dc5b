package dev.standstill.core.charter;

import dev.standstill.core.party.Quorum;
import java.time.Duration;

/**
 * Who may break the glass, and for how long: a permit for an emergency that nobody foresaw, which
 * goes on under every restraint. As in every decision, whose site it is has no voice and a proposer
 * never suffices.
 *
 * @param quorum whose voices grant such a permit, instead of the quorum for permits
 * @param lengthMax how long one lasts at most
 */
public record BreakGlassRules(Quorum quorum, Duration lengthMax) {

  /** A longer emergency is no emergency any more; the parties have had time to decide. */
  public static final Duration LENGTH_ADVISED = Duration.ofDays(7);

  public BreakGlassRules {
    if (lengthMax.isNegative()
        || lengthMax.isZero()
        || lengthMax.compareTo(Clocks.LENGTH_MAX) > 0) {
      throw new IllegalArgumentException(
          "a break-glass permit lasts above 0 to 36525 days: " + lengthMax);
    }
  }
}
