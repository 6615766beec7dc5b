package dev.standstill.core.indicator;

/** How long a task a system manages, or why no number says so. */
public sealed interface Horizon {

  /**
   * A curve that falls with the length of the task.
   *
   * @param fit the curve
   */
  record Fitted(LogisticFit fit) implements Horizon {
    public Fitted {
      if (!(fit.slope() < 0)) {
        throw new IllegalArgumentException("success must fall with length, slope " + fit.slope());
      }
    }

    /** log2 of minutes at which half of the tasks are done. */
    public double log2P50() {
      return fit.log2Minutes(0.5);
    }

    /** log2 of minutes at which four fifths of the tasks are done. */
    public double log2P80() {
      return fit.log2Minutes(0.8);
    }
  }

  /**
   * Nothing was solved: the horizon lies below the tasks that were tried, nobody knows how far.
   *
   * @param shortestMinutes of the tasks tried
   */
  record BelowRange(double shortestMinutes) implements Horizon {}

  /**
   * Everything was solved: the horizon lies above the tasks that were tried. Nothing says how far,
   * so it may well be past any level.
   *
   * @param longestMinutes of the tasks tried
   */
  record AboveRange(double longestMinutes) implements Horizon {}

  /**
   * Success does not fall with the length of the task, so no length divides what is done from what
   * is not.
   *
   * @param fit the curve that shows it
   */
  record NoFall(LogisticFit fit) implements Horizon {}
}
