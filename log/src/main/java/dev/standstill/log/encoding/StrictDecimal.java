package dev.standstill.log.encoding;

import java.util.OptionalLong;

/** Non-negative ASCII decimals without leading zeros, up to 2^63 - 1. */
public final class StrictDecimal {
  private static final int DIGITS_MAX = 19;

  private StrictDecimal() {}

  /** The number, or empty when {@code text} is not the one way to write it. */
  public static OptionalLong parse(String text) {
    if (text.isEmpty() || text.length() > DIGITS_MAX) {
      return OptionalLong.empty();
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return OptionalLong.empty();
      }
      // 19 nines pass 2^63 - 1 by less than a factor of two, so an overflow shows as a sign.
      value = value * 10 + digit;
    }
    boolean canonical = value >= 0 && (text.length() == 1 || text.charAt(0) != '0');
    return canonical ? OptionalLong.of(value) : OptionalLong.empty();
  }
}
