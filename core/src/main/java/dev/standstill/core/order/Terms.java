package dev.standstill.core.order;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * From when a restriction holds and what it takes to end it.
 *
 * @param from when it begins to bind
 * @param reviewBy when the parties must have looked at it again; it does not end then
 * @param liftConditions names from the charter; no release before all of them are read as met
 */
public record Terms(Instant from, Instant reviewBy, Set<String> liftConditions) {

  public Terms {
    liftConditions = Collections.unmodifiableSet(new TreeSet<>(liftConditions));
    if (!from.isBefore(reviewBy)) {
      throw new IllegalArgumentException("a restriction is reviewed after it begins");
    }
  }
}
