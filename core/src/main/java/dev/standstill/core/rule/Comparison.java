package dev.standstill.core.rule;

/** Whether a threshold is inside what it begins: rules differ in one word. */
public enum Comparison {
  /** The threshold itself is still free. */
  MORE_THAN,
  /** The threshold itself is caught. */
  AT_LEAST;

  /** Where the interval from {@code least} to {@code most} lies against a threshold. */
  public <T extends Comparable<T>> Position position(T least, T most, T threshold) {
    if (reaches(least, threshold)) {
      return Position.ABOVE;
    }
    return reaches(most, threshold) ? Position.STRADDLES : Position.BELOW;
  }

  private <T extends Comparable<T>> boolean reaches(T amount, T threshold) {
    return switch (this) {
      case MORE_THAN -> amount.compareTo(threshold) > 0;
      case AT_LEAST -> amount.compareTo(threshold) >= 0;
    };
  }
}
