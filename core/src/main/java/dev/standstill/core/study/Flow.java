package dev.standstill.core.study;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What went in or out, period by period.
 *
 * @param name unique in its balance
 * @param direction which side of the balance
 * @param instrument what measured it
 * @param items equal items that make up each amount, each measured once, 1 or more
 * @param amounts by period from 1, 0 or more; a period that is not there is missing, not zero
 */
public record Flow(
    String name,
    Direction direction,
    Instrument instrument,
    long items,
    SortedMap<Integer, Double> amounts) {

  /** Which side of the balance a flow stands on. */
  public enum Direction {
    /** Compute performed, or chips received: a surplus of it is unaccounted. */
    IN,
    /** Compute declared, or chips shipped. */
    OUT
  }

  public Flow {
    amounts = Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
  }
}
