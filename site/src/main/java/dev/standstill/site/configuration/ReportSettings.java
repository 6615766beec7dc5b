package dev.standstill.site.configuration;

import java.time.Duration;

/**
 * Who makes the site's reports.
 *
 * @param automatic whether the agent makes each report by itself once its period is over and all
 *     evidence of it is there; otherwise the operator does
 * @param settling how long after a period's end its accounts may still change: no report is made
 *     sooner
 */
public record ReportSettings(boolean automatic, Duration settling) {

  /** The operator asks for each report. */
  public static final ReportSettings BY_HAND = new ReportSettings(false, Duration.ofMinutes(10));

  public ReportSettings {
    if (settling.isNegative() || settling.compareTo(Duration.ofDays(7)) > 0) {
      throw new IllegalArgumentException("accounts settle for 0 to 7 days: " + settling);
    }
  }
}
