package dev.standstill.core.finding;

import dev.standstill.core.ledger.PeriodAccount;
import dev.standstill.core.ledger.SiteAccount;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.core.site.Metering;
import dev.standstill.core.site.SiteDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is noticed about a site's period as a whole, whatever its areas show. */
final class PeriodFindings {

  private PeriodFindings() {}

  static List<Finding> of(SiteId site, PeriodAccount period, Optional<ReadingsState> readings) {
    List<Finding> findings = new ArrayList<>();
    if (period.report().isEmpty()) {
      findings.add(finding(site, period, FindingCode.NOT_REPORTED, "no report was made"));
    }
    period
        .corrected()
        .forEach(earlier ->
            findings.add(
                finding(site, period, FindingCode.REPORT_CORRECTED, correction(period, earlier))));
    period
        .contradicting()
        .forEach(other ->
            findings.add(
                finding(
                    site,
                    period,
                    FindingCode.CONTRADICTING_REPORTS,
                    "log entry " + other.logIndex() + " reports the period again")));
    if (readings.orElse(null) instanceof ReadingsState.Withheld withheld) {
      findings.add(
          finding(
              site,
              period,
              FindingCode.WITHHELD,
              Words.files(withheld.files()) + " not shown to this reader"));
    }
    List<String> undeclared = undeclaredPoints(period, readings);
    if (!undeclared.isEmpty()) {
      findings.add(
          new Finding(
              FindingCode.UNDECLARED_POINT,
              Subject.ofSite(site),
              Optional.of(period.period()),
              undeclared,
              "readings of points that are not declared: " + Words.names(undeclared)));
    }
    return findings;
  }

  private static String correction(PeriodAccount period, PublishedFact<ActivityReport> earlier) {
    PublishedFact<ActivityReport> counting = period.report().orElseThrow();
    boolean sameReadings = counting.body().readings().equals(earlier.body().readings());
    return "log entry "
        + counting.logIndex()
        + " replaces entry "
        + earlier.logIndex()
        + (sameReadings ? " and cites the same readings" : " and cites other readings");
  }

  /** Areas that a site no longer declares: what runs there is on no book any more. */
  static List<Finding> dropped(SiteAccount account) {
    List<Finding> findings = new ArrayList<>();
    List<PublishedFact<SiteDeclaration>> declarations = account.declarations();
    for (int i = 1; i < declarations.size(); i++) {
      PublishedFact<SiteDeclaration> later = declarations.get(i);
      Set<AreaId> kept =
          later.body().areas().stream().map(ComputeBalanceArea::id).collect(Collectors.toSet());
      for (ComputeBalanceArea area : declarations.get(i - 1).body().areas()) {
        if (!kept.contains(area.id())) {
          findings.add(
              new Finding(
                  FindingCode.AREA_DROPPED,
                  Subject.ofArea(account.site(), area.id()),
                  Optional.empty(),
                  List.of(),
                  "the declaration in log entry "
                      + later.logIndex()
                      + " leaves out area "
                      + area.id()));
        }
      }
    }
    return findings;
  }

  /** Points that have readings or reported energies but are not declared to have any, in order. */
  static List<String> undeclaredPoints(PeriodAccount period, Optional<ReadingsState> readings) {
    Set<String> declared =
        period.declaration().stream()
            .flatMap(d -> d.body().areas().stream())
            .map(ComputeBalanceArea::points)
            .flatMap(List::stream)
            .filter(point -> point.metering() instanceof Metering.Own)
            .map(MeasurementPoint::name)
            .collect(Collectors.toSet());
    Set<String> seen = new TreeSet<>();
    period
        .report()
        .ifPresent(r -> r.body().areas().forEach(a -> seen.addAll(a.energies().keySet())));
    if (readings.orElse(null) instanceof ReadingsState.Measured measured) {
      seen.addAll(measured.points().keySet());
    }
    seen.removeAll(declared);
    return List.copyOf(seen);
  }

  private static Finding finding(
      SiteId site, PeriodAccount period, FindingCode code, String detail) {
    return new Finding(code, Subject.ofSite(site), Optional.of(period.period()), List.of(), detail);
  }
}
