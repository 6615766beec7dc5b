package dev.standstill.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * A number as people write large ones, read exactly: {@code 405000000000}, {@code 4.05e11} or
 * {@code 405B}. K, M, B and T are the powers 3, 6, 9 and 12 of ten.
 */
final class StatedNumber {

  private static final Pattern FORM =
      Pattern.compile("[0-9]{1,40}(\\.[0-9]{1,40})?([eE][+]?[0-9]{1,2}|[KMBT])?");

  private StatedNumber() {}

  /** A whole number from 1 to below {@code bound}. */
  static BigInteger whole(String option, String text, String bound) {
    BigDecimal value = above0(option, text, bound);
    if (value.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException(option + " must be a whole number, not " + text);
    }
    return value.toBigIntegerExact();
  }

  /** A number above zero and below {@code bound}. */
  static BigDecimal above0(String option, String text, String bound) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          option + " must be a number such as 405000000000, 4.05e11 or 405B, not " + text);
    }
    BigDecimal value = read(text);
    if (value.signum() == 0 || value.compareTo(new BigDecimal(bound)) >= 0) {
      throw new IllegalArgumentException(
          option + " must be above zero and below " + bound + ", not " + text);
    }
    return value;
  }

  private static BigDecimal read(String text) {
    String digits = text.substring(0, text.length() - 1);
    return switch (text.charAt(text.length() - 1)) {
      case 'K' -> new BigDecimal(digits).movePointRight(3);
      case 'M' -> new BigDecimal(digits).movePointRight(6);
      case 'B' -> new BigDecimal(digits).movePointRight(9);
      case 'T' -> new BigDecimal(digits).movePointRight(12);
      default -> new BigDecimal(text);
    };
  }
}
