package dev.standstill.core.finding;

import dev.standstill.core.ledger.PeriodAccount;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.site.Assumption;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.core.site.Metering;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Concludes whether every device of a site's inventory was metered for a whole period. */
final class SiteConclusion {

  private final SiteId site;
  private final PeriodAccount period;
  private final SourceState source;
  private final List<AreaCase> cases;

  SiteConclusion(SiteId site, PeriodAccount period, SourceState source, List<AreaCase> cases) {
    this.site = site;
    this.period = period;
    this.source = source;
    this.cases = cases;
  }

  Conclusion conclude() {
    List<Reason> reasons = reasons();
    Status status = reasons.isEmpty() ? Status.UPHELD : Status.UNDECIDED;
    boolean independent = !cases.isEmpty() && cases.stream().allMatch(AreaCase::independent);
    List<WeakestLink> weakest = new ArrayList<>();
    if (!source.witnessed()) {
      weakest.add(WeakestLink.LOG_KEY);
    }
    weakest.add(WeakestLink.PARTY_KEY);
    if (!independent) {
      weakest.add(WeakestLink.OPERATOR_METERS);
    }
    weakest.add(WeakestLink.INVENTORY);
    return new Conclusion(
        Claim.DECLARED_SITE,
        Subject.ofSite(site),
        Optional.of(period.period()),
        status,
        sentence(reasons),
        reasons,
        Optional.empty(),
        assumes(),
        independent ? Basis.INDEPENDENTLY_METERED : Basis.SELF_DECLARED,
        weakest,
        List.of(NotEstablished.ELSEWHERE, NotEstablished.INVENTORY, NotEstablished.METER_PLACEMENT),
        evidence());
  }

  /** What becomes of the activity of a site that has no area to ask about. */
  Conclusion undeclaredActivity() {
    List<Reason> reasons = reasons();
    return new Conclusion(
        Claim.DECLARED_ACTIVITY,
        Subject.ofSite(site),
        Optional.of(period.period()),
        Status.UNDECIDED,
        Words.where(site, period.period())
            + "whether what was declared agrees with what was metered is undecided: "
            + reasons.getFirst().detail()
            + ".",
        reasons,
        Optional.empty(),
        assumes(),
        Basis.SELF_DECLARED,
        List.of(),
        List.of(NotEstablished.ELSEWHERE, NotEstablished.INVENTORY),
        evidence());
  }

  private List<Reason> undeclared() {
    List<Reason> reasons = new ArrayList<>();
    reasons.add(Reason.of(ReasonCode.NOT_DECLARED, "the site has declared nothing"));
    if (period.report().isEmpty()) {
      reasons.add(Reason.of(ReasonCode.NOT_REPORTED, "no report was made for the period"));
    }
    return reasons;
  }

  private String sentence(List<Reason> reasons) {
    String where = Words.where(site, period.period());
    return reasons.isEmpty()
        ? where + "every declared device was metered for the whole period."
        : where
            + "whether every declared device was metered is undecided: "
            + reasons.getFirst().detail()
            + ".";
  }

  private List<Reason> reasons() {
    if (!source.statementsReliable()) {
      return List.of(Reason.of(ReasonCode.EVIDENCE_DAMAGED, "the source's bytes are damaged"));
    }
    if (cases.isEmpty()) {
      return undeclared();
    }
    List<Reason> reasons = new ArrayList<>();
    for (AreaCase area : cases) {
      area.readingReasons().stream().filter(r -> !r.code().refutes()).forEach(reasons::add);
    }
    List<String> unmetered = unmetered();
    if (!unmetered.isEmpty()) {
      reasons.removeIf(reason -> reason.code() == ReasonCode.UNMETERED);
      reasons.add(
          Reason.of(
              ReasonCode.UNMETERED,
              unmetered,
              unmetered.size()
                  + " points have no readings of their own: "
                  + Words.names(unmetered)));
    }
    for (AreaCase area : cases) {
      area.area().ifPresent(declared -> unpointed(declared).ifPresent(reasons::add));
    }
    return List.copyOf(new LinkedHashSet<>(reasons));
  }

  private List<String> unmetered() {
    return cases.stream()
        .flatMap(area -> area.area().stream())
        .flatMap(area -> area.points().stream())
        .filter(point -> !(point.metering() instanceof Metering.Own))
        .map(MeasurementPoint::name)
        .toList();
  }

  private static Optional<Reason> unpointed(ComputeBalanceArea area) {
    long pointed = area.points().stream().mapToLong(MeasurementPoint::devices).sum();
    return pointed >= area.devices()
        ? Optional.empty()
        : Optional.of(
            Reason.of(
                ReasonCode.UNMETERED,
                (area.devices() - pointed)
                    + " devices of area "
                    + area.id()
                    + " hang on no measurement point"));
  }

  private List<Assumption> assumes() {
    Set<Assumption> assumes = new TreeSet<>(Evaluation.trustRoot(source));
    period.declaration().ifPresent(d -> assumes.addAll(d.body().assumptions()));
    return List.copyOf(assumes);
  }

  private List<Long> evidence() {
    List<Long> evidence = new ArrayList<>();
    period.declaration().map(PublishedFact::logIndex).ifPresent(evidence::add);
    period.report().map(PublishedFact::logIndex).ifPresent(evidence::add);
    return evidence;
  }
}
