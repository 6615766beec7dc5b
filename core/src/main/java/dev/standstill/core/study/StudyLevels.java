package dev.standstill.core.study;

/**
 * At which levels a study tests.
 *
 * @param falseAlarm probability of any false alarm of each test over the whole run, 0 to 1
 *     exclusive; the anytime test's holds for ever
 * @param detection probability with which a violation is to be found, 0 to 1 exclusive
 * @param referenceValue k of the single Page test, in sigma, 0 or more
 * @param tightestNear m of the anytime test: about the period at which it is tightest, positive
 */
public record StudyLevels(
    double falseAlarm, double detection, double referenceValue, double tightestNear) {

  /** 5 % false alarms, 95 % detection, k = .5, m = 1: the field's defaults. */
  public static final StudyLevels DEFAULT = new StudyLevels(0.05, 0.95, 0.5, 1);

  public StudyLevels {
    probability(falseAlarm, "falseAlarm");
    probability(detection, "detection");
    if (!(referenceValue >= 0) || referenceValue > 100) {
      throw new IllegalArgumentException(
          "referenceValue must be 0 to 100 sigma, was " + referenceValue);
    }
    if (!(tightestNear > 0) || tightestNear > 1e6) {
      throw new IllegalArgumentException(
          "tightestNear must be above 0 and at most 1000000 periods, was " + tightestNear);
    }
  }

  StudyLevels withFalseAlarm(double other) {
    return new StudyLevels(other, detection, referenceValue, tightestNear);
  }

  private static void probability(double value, String name) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must lie between 0 and 1, was " + value);
    }
  }
}
