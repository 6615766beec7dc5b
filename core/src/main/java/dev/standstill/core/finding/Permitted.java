package dev.standstill.core.finding;

import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.DeclaredActivity;

/**
 * Whether declared work was done under a permit. A cap is shared out by permits, so work under one
 * needs a permit; a pause stops work whatever permits there are.
 */
@FunctionalInterface
public interface Permitted {

  /** The charter asks for no permits. */
  Permitted WITHOUT_PERMITS = (site, report, activity) -> true;

  /**
   * Whether a permit may have covered this work.
   *
   * @param site where it was done
   * @param report the report that declares it
   * @param activity one of its activities
   */
  boolean covers(SiteId site, PublishedFact<ActivityReport> report, DeclaredActivity activity);
}
