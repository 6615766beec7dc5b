package dev.standstill.core.indicator;

/** Refusals shared by this room: a broken caller is told at once, in the words of its argument. */
final class Require {

  private Require() {}

  static double finite(double value, String what) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(what + " must be finite, was " + value);
    }
    return value;
  }

  static double positive(double value, String what) {
    if (!(finite(value, what) > 0)) {
      throw new IllegalArgumentException(what + " must be positive, was " + value);
    }
    return value;
  }

  /** A probability strictly between 0 and 1. */
  static double probability(double value, String what) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(what + " must lie between 0 and 1, was " + value);
    }
    return value;
  }

  /** A share, both ends included. */
  static double share(double value, String what) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(what + " must be 0 to 1, was " + value);
    }
    return value;
  }

  static long notNegative(long value, String what) {
    if (value < 0) {
      throw new IllegalArgumentException(what + " must not be negative, was " + value);
    }
    return value;
  }

  static String named(String value, String what) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + " must be named");
    }
    return value;
  }
}
