package dev.standstill.core.accountancy;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One measured amount and the balances it enters: a flow enters one period, an inventory at a
 * boundary closes one period and opens the next, which is why neighbouring balances are correlated.
 *
 * @param name unique within a covariance
 * @param amount 0 or more, in the unit of the balance
 * @param signs period (1, 2, ...) to +1 or -1, the coefficient of the amount in that period's
 *     unaccounted compute; absent periods do not contain it
 * @param error how wrong the amount may be
 */
public record MeasuredQuantity(
    String name, double amount, SortedMap<Integer, Integer> signs, MeasurementError error) {
  public MeasuredQuantity {
    Require.name(name, "measured quantity");
    Require.notNegative(amount, "amount of " + name);
    if (signs.isEmpty()) {
      throw new IllegalArgumentException(name + " enters no period");
    }
    for (Map.Entry<Integer, Integer> sign : signs.entrySet()) {
      if (sign.getKey() < 1 || Math.abs(sign.getValue()) != 1) {
        throw new IllegalArgumentException(
            name + " must enter periods from 1 on with sign +1 or -1, not " + sign);
      }
    }
    signs = Collections.unmodifiableSortedMap(new TreeMap<>(signs));
  }

  /** A flow on the side X: compute performed, or chips received, in {@code period}. */
  public static MeasuredQuantity input(
      String name, int period, double amount, MeasurementError error) {
    return new MeasuredQuantity(name, amount, new TreeMap<>(Map.of(period, 1)), error);
  }

  /** A flow on the side Y: compute declared, or chips shipped, in {@code period}. */
  public static MeasuredQuantity output(
      String name, int period, double amount, MeasurementError error) {
    return new MeasuredQuantity(name, amount, new TreeMap<>(Map.of(period, -1)), error);
  }

  /**
   * An inventory taken once at a boundary: PE of period {@code boundary} and PB of the next.
   *
   * @param boundary number of the period it closes; 0 for the opening inventory of period 1
   */
  public static MeasuredQuantity inventory(
      String name, int boundary, double amount, MeasurementError error) {
    if (boundary < 0) {
      throw new IllegalArgumentException(name + " is at a boundary before 0: " + boundary);
    }
    SortedMap<Integer, Integer> signs = new TreeMap<>(Map.of(boundary + 1, 1));
    if (boundary > 0) {
      signs.put(boundary, -1);
    }
    return new MeasuredQuantity(name, amount, signs, error);
  }
}
