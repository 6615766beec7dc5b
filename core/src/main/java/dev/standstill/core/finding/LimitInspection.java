package dev.standstill.core.finding;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.StandingLimit;
import dev.standstill.core.ledger.Ledger;
import dev.standstill.core.ledger.PeriodAccount;
import dev.standstill.core.ledger.SiteAccount;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.DeclaredActivity;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Declared training lineages held against the charter's standing limit. It needs no measurement:
 * the party says so itself. A lineage counts over all sites of its party and over all time, but
 * only work after the limit began to hold can break it.
 */
final class LimitInspection {

  private LimitInspection() {}

  static List<Finding> findings(Charter charter, Ledger ledger) {
    NavigableMap<PartyId, NavigableMap<String, Lineage>> lineages = new TreeMap<>();
    for (SiteAccount account : ledger.sites()) {
      for (PeriodAccount period : account.periods()) {
        period
            .report()
            .ifPresent(report ->
                add(
                    lineages.computeIfAbsent(account.site().party(), party -> new TreeMap<>()),
                    report.body(),
                    charter.standingLimit()));
      }
    }
    List<Finding> findings = new ArrayList<>();
    Flop ceiling = charter.standingLimit().lineageCeiling();
    lineages.forEach((party, byName) ->
        byName.forEach((name, lineage) -> {
          if (lineage.underLimit() && lineage.total().compareTo(ceiling) > 0) {
            findings.add(
                new Finding(
                    FindingCode.LIMIT_EXCEEDED_AS_DECLARED,
                    Subject.ofParty(party),
                    Optional.empty(),
                    List.of(),
                    "training lineage "
                        + name
                        + " is declared at "
                        + Words.flop(lineage.total().toDouble())
                        + ", the limit is "
                        + Words.flop(ceiling.toDouble())));
          }
        }));
    return findings;
  }

  private static void add(
      NavigableMap<String, Lineage> lineages, ActivityReport report, StandingLimit limit) {
    boolean underLimit = report.period().to().isAfter(limit.from());
    report.areas().stream()
        .flatMap(area -> area.activities().stream())
        .filter(activity -> activity.lineage().isPresent())
        .forEach(activity ->
            lineages.merge(
                activity.lineage().orElseThrow(),
                new Lineage(activity.executedFlop(), worked(activity) && underLimit),
                Lineage::plus));
  }

  private static boolean worked(DeclaredActivity activity) {
    return !activity.executedFlop().isZero();
  }

  private record Lineage(Flop total, boolean underLimit) {
    Lineage plus(Lineage other) {
      return new Lineage(total.plus(other.total), underLimit || other.underLimit);
    }
  }
}
