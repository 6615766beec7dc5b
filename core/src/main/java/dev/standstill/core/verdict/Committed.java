package dev.standstill.core.verdict;

import dev.standstill.core.quantity.Flop;

/**
 * What jobs that were admitted under a permit, and are not yet reported, may still draw on it.
 * Whoever admits jobs counts this: no log can know it.
 *
 * @param flop in all
 * @param flopPerDay in a day
 */
public record Committed(Flop flop, Flop flopPerDay) {

  /** Nothing. */
  public static final Committed NOTHING = new Committed(Flop.ZERO, Flop.ZERO);
}
