package dev.standstill.core.finding;

import dev.standstill.core.accountancy.AreaBalance.JudgedPeriod;
import dev.standstill.core.accountancy.AreaObservation;
import dev.standstill.core.accountancy.DeviceTimeBook;
import dev.standstill.core.accountancy.Outcome;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.ledger.PeriodAccount;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.Assumption;
import dev.standstill.core.site.Calibration;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.core.site.Metering;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One area and period on its way to a conclusion: what was declared and reported, then what was
 * observed, then what the tests say. Built up by {@link SiteEvaluation} in that order.
 */
final class AreaCase {

  private final Charter charter;
  private final SourceState source;
  private final SiteId site;
  private final AreaId id;
  private final PeriodAccount period;
  private final Optional<ComputeBalanceArea> area;
  private final Optional<ReadingsState> readings;
  private @Nullable ReadingsInspection inspection;
  private @Nullable AreaObservation observation;
  private @Nullable JudgedPeriod judged;

  AreaCase(
      Charter charter,
      SourceState source,
      SiteId site,
      AreaId id,
      PeriodAccount period,
      Optional<ComputeBalanceArea> area,
      Optional<ReadingsState> readings) {
    this.charter = charter;
    this.source = source;
    this.site = site;
    this.id = id;
    this.period = period;
    this.area = area;
    this.readings = readings;
  }

  void inspected(ReadingsInspection result) {
    this.inspection = result;
  }

  void observed(AreaObservation observed) {
    this.observation = observed;
  }

  void judged(JudgedPeriod result) {
    this.judged = result;
  }

  boolean isObserved() {
    return observation != null;
  }

  AreaObservation observation() {
    return Objects.requireNonNull(observation);
  }

  PeriodAccount period() {
    return period;
  }

  Optional<ComputeBalanceArea> area() {
    return area;
  }

  /** Whether every meter belongs to somebody else than the one who is judged, and is sealed. */
  boolean independent() {
    return area.isPresent() && area.get().points().stream().allMatch(this::independent);
  }

  private boolean independent(MeasurementPoint point) {
    return !point.meterOwner().equals(site.party()) && point.seal().isPresent();
  }

  /** Why the readings alone do not suffice. */
  List<Reason> readingReasons() {
    List<Reason> reasons = new ArrayList<>();
    if (area.isEmpty()) {
      return List.of(Reason.of(ReasonCode.NOT_DECLARED, "area " + id + " was not declared then"));
    }
    if (period.report().isEmpty()) {
      return List.of(Reason.of(ReasonCode.NOT_REPORTED, "no report was made for the period"));
    }
    if (activity().isEmpty()) {
      return List.of(Reason.of(ReasonCode.NOT_REPORTED, "the report leaves out area " + id));
    }
    readings
        .map(AreaCase::readingState)
        .orElseGet(() -> Optional.of(noReadings(area.get())))
        .ifPresent(reasons::add);
    if (inspection != null) {
      reasons.addAll(inspection.reasons());
    }
    return reasons;
  }

  private static Optional<Reason> readingState(ReadingsState state) {
    return switch (state) {
      case ReadingsState.Measured measured -> Optional.empty();
      case ReadingsState.Withheld withheld ->
          Optional.of(
              Reason.of(
                  ReasonCode.WITHHELD,
                  Words.files(withheld.files()) + " not shown to this reader"));
      case ReadingsState.Damaged damaged ->
          Optional.of(Reason.of(ReasonCode.EVIDENCE_DAMAGED, damaged.detail()));
    };
  }

  private static Reason noReadings(ComputeBalanceArea area) {
    return Reason.of(
        ReasonCode.MISSING_READINGS,
        area.points().stream()
            .filter(point -> point.metering() instanceof Metering.Own)
            .map(MeasurementPoint::name)
            .toList(),
        "no readings of the report were there");
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    if (inspection != null) {
      findings.addAll(inspection.findings());
    }
    book().ifPresent(reason -> findings.add(finding(deviceTime(reason), reason.detail())));
    if (judged != null) {
      balanceFinding(judged).ifPresent(findings::add);
    }
    return findings;
  }

  private static FindingCode deviceTime(Reason reason) {
    return reason.code().refutes()
        ? FindingCode.DEVICE_TIME_EXCEEDED
        : FindingCode.DEVICE_TIME_UNACCOUNTED;
  }

  private Optional<Finding> balanceFinding(JudgedPeriod result) {
    String amount = AreaSentence.amount(result.unaccounted());
    if (AreaReasons.strongest(result) != Outcome.WITHIN) {
      return Optional.of(
          finding(FindingCode.UNACCOUNTED_COMPUTE, "performed but not declared: " + amount));
    }
    return result.overDeclared()
        ? Optional.of(finding(FindingCode.OVER_DECLARED, "declared but not performed: " + amount))
        : Optional.empty();
  }

  private Finding finding(FindingCode code, String detail) {
    return new Finding(
        code, Subject.ofArea(site, id), Optional.of(period.period()), List.of(), detail);
  }

  private Optional<AreaActivity> activity() {
    return period.report().flatMap(report -> report.body().area(id));
  }

  /** From statements alone: it needs no readings. */
  private Optional<Reason> book() {
    return area.flatMap(declared ->
        activity()
            .map(reported -> DeviceTimeBook.close(declared, period.period(), reported))
            .flatMap(AreaReasons::deviceTime));
  }

  Conclusion declaredActivity() {
    double goal = goal();
    List<Reason> reasons = new ArrayList<>();
    if (!source.statementsReliable()) {
      reasons.add(Reason.of(ReasonCode.EVIDENCE_DAMAGED, "the source's bytes are damaged"));
    } else {
      reasons.addAll(readingReasons());
      AreaReasons.statements(period, id, readings).forEach(reasons::add);
      book().ifPresent(reasons::add);
      if (observation != null && judged != null) {
        reasons.addAll(AreaReasons.balance(observation, judged, goal));
      }
    }
    Optional<Detectable> detectable =
        Optional.ofNullable(judged).flatMap(j -> AreaReasons.detectable(j, charter.testLevels()));
    Status status = status(reasons);
    return new Conclusion(
        Claim.DECLARED_ACTIVITY,
        Subject.ofArea(site, id),
        Optional.of(period.period()),
        status,
        new AreaSentence(site, id, period.period()).say(status, reasons, judged, detectable),
        reasons,
        detectable,
        assumes(),
        independent() ? Basis.INDEPENDENTLY_METERED : Basis.SELF_DECLARED,
        weakestLinks(),
        notEstablished(),
        evidence());
  }

  private static Status status(List<Reason> reasons) {
    if (reasons.isEmpty()) {
      return Status.UPHELD;
    }
    return reasons.stream().anyMatch(reason -> reason.code().refutes())
        ? Status.REFUTED
        : Status.UNDECIDED;
  }

  /** The site's share of the significant compute, split evenly over its areas. */
  private double goal() {
    int areas = period.declaration().map(d -> d.body().areas().size()).orElse(1);
    return charter.significantCompute().goalFlop(site) / areas;
  }

  private List<Assumption> assumes() {
    Set<Assumption> assumes = new TreeSet<>(Evaluation.trustRoot(source));
    period.declaration().ifPresent(d -> assumes.addAll(d.body().assumptions()));
    period.calibration().ifPresent(c -> assumes.addAll(c.body().assumptions()));
    period.report().ifPresent(r -> assumes.addAll(r.body().assumptions()));
    boolean idle = activity().filter(a -> a.idle().deviceMicroseconds().signum() > 0).isPresent();
    if (!idle) {
      assumes.remove(Assumption.REFERENCE_IDLE_POWER);
      assumes.remove(Assumption.OPERATOR_STATED_IDLE_POWER);
    }
    return List.copyOf(assumes);
  }

  private List<WeakestLink> weakestLinks() {
    List<WeakestLink> weakest = new ArrayList<>();
    if (!source.witnessed()) {
      weakest.add(WeakestLink.LOG_KEY);
    }
    weakest.add(WeakestLink.PARTY_KEY);
    if (!independent()) {
      weakest.add(WeakestLink.OPERATOR_METERS);
    }
    weakest.add(WeakestLink.CALIBRATION);
    return weakest;
  }

  private List<NotEstablished> notEstablished() {
    List<NotEstablished> open = new ArrayList<>();
    if (activity().filter(a -> !a.declaredFlop().equals(Flop.ZERO)).isPresent()) {
      open.add(NotEstablished.KIND);
    }
    open.addAll(
        List.of(
            NotEstablished.ELSEWHERE,
            NotEstablished.INVENTORY,
            NotEstablished.BELOW_DETECTABLE,
            NotEstablished.METER_PLACEMENT));
    if (!source.witnessed()) {
      open.add(NotEstablished.SINGLE_VIEW);
    }
    return open;
  }

  private List<Long> evidence() {
    List<Long> evidence = new ArrayList<>();
    period.declaration().map(PublishedFact::logIndex).ifPresent(evidence::add);
    period
        .calibration()
        .map((PublishedFact<Calibration> fact) -> fact.logIndex())
        .ifPresent(evidence::add);
    period.report().map(PublishedFact::logIndex).ifPresent(evidence::add);
    period.contradicting().forEach(other -> evidence.add(other.logIndex()));
    return evidence;
  }
}
