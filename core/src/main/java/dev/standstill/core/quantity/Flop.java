package dev.standstill.core.quantity;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact, non-negative number of floating-point operations. A fused multiply-add counts as two.
 *
 * @param operations the count, 0 or more
 */
public record Flop(BigInteger operations) implements Comparable<Flop> {

  public static final Flop ZERO = new Flop(BigInteger.ZERO);

  public Flop {
    if (operations.signum() < 0) {
      throw new IllegalArgumentException("FLOP must not be negative: " + operations);
    }
  }

  /** From plain decimal digits, for example {@code "1268357529600000000000"}. */
  public static Flop of(String digits) {
    return new Flop(new BigInteger(digits));
  }

  /**
   * From a decimal number such as {@code 1.2e21}.
   *
   * @throws ArithmeticException if it is not a whole number of operations
   */
  public static Flop ofDecimal(BigDecimal value) {
    return new Flop(value.toBigIntegerExact());
  }

  public Flop plus(Flop other) {
    return new Flop(operations.add(other.operations));
  }

  /** What is left when this much is taken away; nothing is left of less, and never less. */
  public Flop lessUpTo(Flop taken) {
    return new Flop(operations.subtract(taken.operations).max(BigInteger.ZERO));
  }

  public boolean isZero() {
    return operations.signum() == 0;
  }

  /** The nearest double, for statistics only. */
  public double toDouble() {
    return operations.doubleValue();
  }

  @Override
  public int compareTo(Flop other) {
    return operations.compareTo(other.operations);
  }

  @Override
  public String toString() {
    return operations.toString();
  }
}
