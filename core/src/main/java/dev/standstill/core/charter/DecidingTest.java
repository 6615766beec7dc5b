package dev.standstill.core.charter;

/** Which test decides a conclusion. All others are computed and shown as diagnostics. */
public enum DecidingTest {
  /** Each period by itself: unaccounted compute over its sigma. */
  ONE_SHOT,
  /** The running sum of the independent sequence under a bound that holds at every look. */
  ANYTIME,
  /** One-shot where only one period is judged, else anytime. The default. */
  ONE_SHOT_THEN_ANYTIME;

  /** The test that decides when so many periods are judged: one of the first two. */
  public DecidingTest forPeriods(int judgedPeriods) {
    return switch (this) {
      case ONE_SHOT, ANYTIME -> this;
      case ONE_SHOT_THEN_ANYTIME -> judgedPeriods > 1 ? ANYTIME : ONE_SHOT;
    };
  }
}
