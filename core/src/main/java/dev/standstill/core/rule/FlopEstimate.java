package dev.standstill.core.rule;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopInterval;

/**
 * What one convention makes of a run. Whatever is decided is decided on the interval.
 *
 * @param convention how it was counted
 * @param flop the convention's own figure, inside the interval
 * @param interval where the truth lies if the estimate is as accurate as assumed
 */
public record FlopEstimate(Convention convention, Flop flop, FlopInterval interval) {

  public FlopEstimate {
    if (!interval.contains(flop)) {
      throw new IllegalArgumentException("an estimate lies in its own interval: " + flop);
    }
  }
}
