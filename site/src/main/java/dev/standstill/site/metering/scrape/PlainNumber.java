package dev.standstill.site.metering.scrape;

/**
 * Decimal numbers as meters write them, {@code 612.3}, out of the bytes they stand in: a thousand
 * devices give thousands of them each second, and most need no text of their own.
 */
final class PlainNumber {
  /** So many digits are a whole number that a double holds exactly. */
  private static final int DIGITS_MAX = 15;

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private PlainNumber() {}

  /**
   * Reads digits with at most one point between them, and nothing else. Two exact doubles are
   * divided once, which rounds correctly: it is the number that {@link Double#parseDouble} gives.
   *
   * @return NaN if it is written otherwise, or has more than fifteen digits
   */
  static double read(byte[] text, int from, int to) {
    long digits = 0;
    int count = 0;
    int point = -1;
    for (int at = from; at < to; at++) {
      int c = text[at];
      if (c >= '0' && c <= '9') {
        digits = digits * 10 + (c - '0');
        count++;
      } else if (c == '.' && point < 0) {
        point = at;
      } else {
        return Double.NaN;
      }
    }
    if (count == 0 || count > DIGITS_MAX) {
      return Double.NaN;
    }
    return point < 0 ? digits : digits / POWERS[to - point - 1];
  }
}
