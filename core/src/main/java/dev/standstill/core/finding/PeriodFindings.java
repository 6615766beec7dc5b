package dev.standstill.core.finding;

import dev.standstill.core.ledger.PeriodAccount;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.core.site.Metering;
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
