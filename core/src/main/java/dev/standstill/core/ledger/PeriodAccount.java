package dev.standstill.core.ledger;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.site.Calibration;
import dev.standstill.core.site.SiteDeclaration;
import java.util.List;
import java.util.Optional;

/**
 * What is on the books for one site and period.
 *
 * @param period which period
 * @param report the report that counts; empty if none was made
 * @param corrected the reports that it replaced, oldest first; what they said stays said
 * @param contradicting other reports for the same or an overlapping period that correct nothing
 * @param declaration the declaration in force when the report entered the log
 * @param calibration the calibration in force when the report entered the log
 */
public record PeriodAccount(
    BalancePeriod period,
    Optional<PublishedFact<ActivityReport>> report,
    List<PublishedFact<ActivityReport>> corrected,
    List<PublishedFact<ActivityReport>> contradicting,
    Optional<PublishedFact<SiteDeclaration>> declaration,
    Optional<PublishedFact<Calibration>> calibration) {

  public PeriodAccount {
    corrected = List.copyOf(corrected);
    contradicting = List.copyOf(contradicting);
  }
}
