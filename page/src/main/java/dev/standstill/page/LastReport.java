package dev.standstill.page;

import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.core.finding.Subject;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.page.words.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When a site last reported.
 *
 * @param age of the latest reported period's end at the as-of time, in words; empty if none
 * @param missing what is due and not there, in words; empty if nothing
 */
public record LastReport(String age, String missing) {

  public static LastReport of(SiteId site, Evaluation evaluation, Instant asOf) {
    Subject subject = Subject.ofSite(site);
    Set<BalancePeriod> missing =
        evaluation.findings().stream()
            .filter(f -> f.code() == FindingCode.NOT_REPORTED && f.subject().equals(subject))
            .flatMap(f -> f.period().stream())
            .collect(Collectors.toSet());
    List<BalancePeriod> reported =
        Glance.about(evaluation, subject, Claim.DECLARED_SITE).stream()
            .map(Conclusion::period)
            .flatMap(p -> p.stream())
            .filter(p -> !missing.contains(p))
            .toList();
    return new LastReport(age(reported, asOf), missing(missing, reported));
  }

  private static String age(List<BalancePeriod> reported, Instant asOf) {
    if (reported.isEmpty()) {
      return "";
    }
    Instant end = reported.getLast().to();
    Duration age = Duration.between(end, asOf);
    return (age.toSeconds() <= 0 ? "At the as-of time" : Figures.duration(age) + " before as-of")
        + ": for the period up to "
        + Figures.instant(end);
  }

  private static String missing(Set<BalancePeriod> missing, List<BalancePeriod> reported) {
    if (missing.isEmpty()) {
      return "";
    }
    BalancePeriod first = missing.stream().min(BalancePeriod::compareTo).orElseThrow();
    String which =
        Figures.count(missing.size(), "due report") + ", the first for " + Figures.period(first);
    return "missing: " + (reported.isEmpty() ? "it never reported; " : "") + which;
  }
}
