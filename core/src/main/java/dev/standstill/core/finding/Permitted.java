package dev.standstill.core.finding;

import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.site.AreaId;

/**
 * Whether declared work was done under a permit. A cap is shared out by permits, so work under one
 * needs a permit; a pause stops work whatever permits there are.
 */
@FunctionalInterface
public interface Permitted {

  /** The charter asks for no permits. */
  Permitted WITHOUT_PERMITS = (site, area, report, activity) -> true;

  /**
   * Whether a permit may have covered this work.
   *
   * @param site where it was done
   * @param area in which of its areas
   * @param report the report that declares it
   * @param activity one of its activities
   */
  boolean covers(
      SiteId site, AreaId area, PublishedFact<ActivityReport> report, DeclaredActivity activity);
}
