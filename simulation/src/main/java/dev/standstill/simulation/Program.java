package dev.standstill.simulation;

/** What a site openly does before the standing limit begins, and since. */
public enum Program {
  TRAINS_THEN_SERVES(Work.TRAINING, Work.SERVING),
  TRAINS_THEN_IDLES(Work.TRAINING, Work.IDLE),
  TRAINS(Work.TRAINING, Work.TRAINING),
  SERVES(Work.SERVING, Work.SERVING);

  private final Work before;
  private final Work since;

  Program(Work before, Work since) {
    this.before = before;
    this.since = since;
  }

  Work during(int week, WorldScale scale) {
    return week < scale.weeksBeforeLimit() ? before : since;
  }
}
