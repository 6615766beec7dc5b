package dev.standstill.core.finding;

import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.PermitBook.BrokenGlass;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.site.AreaId;
import java.util.List;

/**
 * Whether declared work was done under a permit. A cap is shared out by permits, so work under one
 * needs a permit; a pause stops work whatever permits there are, unless they are for a critical
 * service or an emergency.
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

  /** Whether this work goes on under every restraint. */
  enum Exemption {
    NONE,
    /** For part of its time, and nobody knows how much of the work was done then. */
    PERHAPS,
    CERTAIN
  }

  /** Whether a permit for a critical service or an emergency covers this work. */
  default Exemption exempts(
      SiteId site, AreaId area, PublishedFact<ActivityReport> report, DeclaredActivity activity) {
    return Exemption.NONE;
  }

  /** The permits for emergencies that were granted. */
  default List<BrokenGlass> brokenGlass() {
    return List.of();
  }
}
