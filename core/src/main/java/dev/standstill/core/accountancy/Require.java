package dev.standstill.core.accountancy;

/** Refusals shared by this room: a broken caller is told at once, in the words of its argument. */
final class Require {
  private Require() {}

  /** A probability strictly between 0 and 1; the ends would need an infinite threshold. */
  static double probability(double value, String what) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(what + " must lie between 0 and 1, was " + value);
    }
    return value;
  }

  static double finite(double value, String what) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(what + " must be finite, was " + value);
    }
    return value;
  }

  static double notNegative(double value, String what) {
    if (!(finite(value, what) >= 0)) {
      throw new IllegalArgumentException(what + " must not be negative, was " + value);
    }
    return value;
  }

  static double positive(double value, String what) {
    if (!(finite(value, what) > 0)) {
      throw new IllegalArgumentException(what + " must be positive, was " + value);
    }
    return value;
  }

  static int atLeastOne(int value, String what) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, was " + value);
    }
    return value;
  }

  /** A value per period, none missing: an unread instrument must never be counted as a zero. */
  static double[] finite(double[] values, String what) {
    for (int i = 0; i < values.length; i++) {
      finite(values[i], what + " of period " + (i + 1));
    }
    return values;
  }

  static String name(String value, String what) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + " must be named");
    }
    return value;
  }
}
