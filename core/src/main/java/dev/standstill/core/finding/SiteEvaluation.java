package dev.standstill.core.finding;

import dev.standstill.core.accountancy.AreaBalance;
import dev.standstill.core.accountancy.AreaBalance.JudgedPeriod;
import dev.standstill.core.accountancy.AreaObservation;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.finding.Measurements.Reported;
import dev.standstill.core.ledger.PeriodAccount;
import dev.standstill.core.ledger.SiteAccount;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.Calibration;
import dev.standstill.core.site.ComputeBalanceArea;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The evaluation of one site: its areas are balanced one by one, then concluded on. */
final class SiteEvaluation {

  private final Charter charter;
  private final Measurements measurements;
  private final SourceState source;
  private final SiteAccount account;
  private final List<Conclusion> conclusions = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<AreaBalance> balances = new ArrayList<>();

  SiteEvaluation(
      Charter charter, Measurements measurements, SourceState source, SiteAccount account) {
    this.charter = charter;
    this.measurements = measurements;
    this.source = source;
    this.account = account;
    Map<BalancePeriod, List<AreaCase>> byPeriod = new TreeMap<>();
    for (AreaId area : areas()) {
      List<AreaCase> cases = account.periods().stream().map(period -> open(area, period)).toList();
      judge(area, cases);
      for (AreaCase each : cases) {
        byPeriod.computeIfAbsent(each.period().period(), p -> new ArrayList<>()).add(each);
      }
    }
    findings.addAll(PeriodFindings.dropped(account));
    findings.addAll(EnforcementFindings.of(charter, account));
    for (PeriodAccount period : account.periods()) {
      List<AreaCase> cases = byPeriod.getOrDefault(period.period(), List.of());
      findings.addAll(PeriodFindings.of(account.site(), period, readings(period)));
      cases.forEach(each -> findings.addAll(each.findings()));
      cases.forEach(each -> conclusions.add(each.declaredActivity()));
      SiteConclusion site = new SiteConclusion(account.site(), period, source, cases);
      if (cases.isEmpty()) {
        conclusions.add(site.undeclaredActivity());
      }
      conclusions.add(site.conclude());
    }
  }

  List<Conclusion> conclusions() {
    return conclusions;
  }

  List<Finding> findings() {
    return findings;
  }

  SiteBalance balance() {
    return new SiteBalance(account.site(), balances);
  }

  /** Every area that any declaration in force names, in order of first mention. */
  private List<AreaId> areas() {
    List<AreaId> areas = new ArrayList<>();
    account.declaration().ifPresent(d -> d.body().areas().forEach(a -> areas.add(a.id())));
    for (PeriodAccount period : account.periods()) {
      period.declaration().ifPresent(d -> d.body().areas().forEach(a -> areas.add(a.id())));
    }
    return areas.stream().distinct().toList();
  }

  private Optional<ReadingsState> readings(PeriodAccount period) {
    return Optional.ofNullable(
        measurements.readings().get(new Reported(account.site(), period.period())));
  }

  private AreaCase open(AreaId id, PeriodAccount period) {
    Optional<ComputeBalanceArea> area =
        period
            .declaration()
            .flatMap(d -> d.body().areas().stream().filter(a -> a.id().equals(id)).findFirst());
    AreaCase opened =
        new AreaCase(charter, source, account.site(), id, period, area, readings(period));
    if (source.statementsReliable() && area.isPresent()) {
      inspect(opened, area.get(), period);
    }
    return opened;
  }

  /** Looks at the readings and, if a balance can be closed, says what enters it. */
  private void inspect(AreaCase opened, ComputeBalanceArea area, PeriodAccount period) {
    Optional<AreaActivity> activity =
        period.report().flatMap(report -> report.body().area(area.id()));
    if (activity.isEmpty()
        || !(readings(period).orElse(null) instanceof ReadingsState.Measured measured)) {
      return;
    }
    Reported reported = new Reported(account.site(), period.period());
    ReadingsInspection inspection =
        ReadingsInspection.of(
            charter, reported, area, activity.get(), measured.points(), measurements);
    opened.inspected(inspection);
    if (period.calibration().isEmpty() || AreaReasons.mismatch(period, area.id()).isPresent()) {
      return;
    }
    PublishedFact<Calibration> calibration = period.calibration().get();
    Set<String> doubtful = new HashSet<>(inspection.aboveLimit());
    doubtful.addAll(measurements.copiedElsewhere(reported));
    opened.observed(
        new AreaObservation(
            period.period(),
            area,
            activity.get(),
            calibration.body(),
            calibration.id(),
            measured.points(),
            measurements.copiesIn(reported).stream().filter(g -> g.size() > 1).toList(),
            doubtful));
  }

  private void judge(AreaId area, List<AreaCase> cases) {
    List<AreaCase> observed = cases.stream().filter(AreaCase::isObserved).toList();
    List<AreaObservation> observations = observed.stream().map(AreaCase::observation).toList();
    AreaBalance balance = AreaBalance.judge(area, observations, charter.testLevels());
    List<JudgedPeriod> judged = balance.periods();
    for (int i = 0; i < judged.size(); i++) {
      observed.get(i).judged(judged.get(i));
    }
    balances.add(balance);
  }
}
