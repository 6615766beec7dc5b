package dev.standstill.core.finding;

import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.DeclaredActivity;

/** Whether declared work was done under a permit. What no permit covers was not permitted. */
@FunctionalInterface
public interface Permitted {

  /** There are no permits. */
  Permitted NOTHING = (site, report, activity) -> false;

  /**
   * Whether a permit covers this work.
   *
   * @param site where it was done
   * @param report the report that declares it
   * @param activity one of its activities
   */
  boolean covers(SiteId site, PublishedFact<ActivityReport> report, DeclaredActivity activity);
}
