package dev.standstill.core.study;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was there at each boundary between periods. It closes one period and opens the next, so its
 * random error makes neighbouring balances wrong in opposite directions: work that is declared late
 * is a stock of work in progress.
 *
 * @param name unique in its balance
 * @param instrument what measured it
 * @param items equal items that make up each amount, each measured once, 1 or more
 * @param amounts by boundary from 0, the opening of period 1; one that is not there is missing
 */
public record Stock(
    String name, Instrument instrument, long items, SortedMap<Integer, Double> amounts) {
  public Stock {
    amounts = Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
  }
}
