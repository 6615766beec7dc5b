package dev.standstill.core.verdict;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.Freshness;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.order.Duty;
import dev.standstill.core.order.Scope;
import dev.standstill.core.party.Role;
import dev.standstill.core.permit.PermitLife;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopInterval;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.rule.Operation;
import dev.standstill.core.rule.ScopeAnswer;
import dev.standstill.core.rule.ScopeAnswer.InScope;
import dev.standstill.core.rule.StatedFact;
import dev.standstill.core.verdict.Outlook.Binding;
import dev.standstill.core.verdict.Verdict.Refuse;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One job before the rules, in their order. The first that is broken is the answer. */
final class JobCase {
  private final Job job;
  private final Outlook outlook;
  private final Instant clock;
  private final Optional<PermitLife> named;
  private final Optional<FlopRate> peak;
  private final Optional<Flop> lineageTotal;

  private JobCase(Job job, Outlook outlook, Instant clock) {
    this.job = job;
    this.outlook = outlook;
    this.clock = clock;
    this.named = job.permit().flatMap(outlook::permit);
    this.peak = peak();
    this.lineageTotal = lineageTotal();
  }

  static Verdict judge(Job job, Outlook outlook, Instant clock) {
    return new JobCase(job, outlook, clock).verdict();
  }

  private Verdict verdict() {
    Optional<Refuse> refusal =
        view().or(this::charters).or(this::site).or(this::pause).or(this::permit);
    return refusal.isPresent() ? refusal.get() : new Verdict.Admit(job.permit());
  }

  private static Optional<Refuse> refuse(Refusal reason, String detail) {
    return Optional.of(new Refuse(reason, detail, Optional.empty()));
  }

  private static Optional<Refuse> refuse(Refusal reason, String detail, Digest restsOn) {
    return Optional.of(new Refuse(reason, detail, Optional.of(restsOn)));
  }

  private Optional<Refuse> view() {
    if (!outlook.isIntact()) {
      return refuse(Refusal.EVIDENCE_DAMAGED, "the evidence has defects: see what verify says");
    }
    Instant logTime = outlook.moment().logTime();
    if (clock.isBefore(logTime) || outlook.newest().filter(clock::isBefore).isPresent()) {
      return refuse(Refusal.CLOCK_BEHIND_LOG, "the clock says " + clock + ", the log " + logTime);
    }
    Instant made = outlook.moment().clock();
    if (clock.isAfter(made.plus(Outlook.AGE_MAX)) || made.isAfter(clock.plus(Outlook.AGE_MAX))) {
      return refuse(
          Refusal.OUTLOOK_OF_ANOTHER_TIME,
          "looked up for " + made + ", asked at " + clock + ": look it up again");
    }
    return Optional.empty();
  }

  private Optional<Refuse> charters() {
    for (PublishedFact<Charter> charter : outlook.charters()) {
      Optional<Refuse> refusal = charter(charter);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return outlook.charters().isEmpty()
        ? refuse(Refusal.CHARTER_UNKNOWN, "no charter is known")
        : Optional.empty();
  }

  private Optional<Refuse> charter(PublishedFact<Charter> charter) {
    Digest id = charter.id();
    if (charter.body().governance().isEmpty()) {
      return refuse(Refusal.CHARTER_UNKNOWN, "the charter says nothing of who decides", id);
    }
    Governance governance = charter.body().governance().get();
    switch (governance.freshness().view(outlook.newest(), clock)) {
      case FRESH -> {}
      case STALE -> {
        return refuse(
            Refusal.VIEW_STALE, "the newest checkpoint is of " + newest(governance.freshness()));
      }
      case SILENT -> {
        return refuse(
            Refusal.VIEW_SILENT, "the newest checkpoint is of " + newest(governance.freshness()));
      }
    }
    Instant logTime = outlook.moment().logTime();
    boolean begun = governance.validity().from().filter(logTime::isBefore).isEmpty();
    boolean over = governance.validity().expires().filter(end -> !clock.isBefore(end)).isPresent();
    if (!begun || over) {
      return refuse(
          Refusal.CHARTER_NOT_IN_FORCE,
          over ? "the charter has expired: it permits nothing" : "the charter is not yet in force",
          id);
    }
    return governance.permits().isEmpty()
        ? refuse(
            Refusal.CHARTER_WITHOUT_PERMITS, "the charter does not say what needs a permit", id)
        : Optional.empty();
  }

  private String newest(Freshness freshness) {
    return outlook.newest().map(Instant::toString).orElse("no known time")
        + ", the limit is "
        + freshness.limit().toSeconds()
        + " s";
  }

  private Optional<Refuse> site() {
    for (PublishedFact<Charter> charter : outlook.charters()) {
      boolean runs =
          charter
              .body()
              .party(job.site().party())
              .filter(party -> party.holds(Role.OPERATOR))
              .isPresent();
      if (!runs) {
        return refuse(
            Refusal.SITE_OF_NO_PARTY,
            "no party " + job.site().party() + " runs sites under the charter",
            charter.id());
      }
    }
    return Optional.empty();
  }

  /** The peak of one device: the permit's, if one is named that permits; else as it is stated. */
  private Optional<FlopRate> peak() {
    return named.isPresent() && named.get() instanceof PermitLife.Live live
        ? Optional.of(live.terms().devicePeak())
        : job.devicePeak();
  }

  /** What the lineage will have executed at most once the job is done; empty if nobody knows. */
  private Optional<Flop> lineageTotal() {
    Optional<Flop> logged =
        job.lineage().flatMap(name -> outlook.lineageTotal(job.site().party(), name));
    Optional<Flop> stated = job.lineage().isPresent() ? job.lineageFlop() : Optional.empty();
    Optional<Flop> before =
        logged.isPresent() && stated.isPresent()
            ? logged.map(flop -> flop.compareTo(stated.get()) > 0 ? flop : stated.get())
            : logged.or(() -> stated);
    return before.isPresent() && peak.isPresent()
        ? Optional.of(before.get().plus(job.most(peak.get())))
        : Optional.empty();
  }

  /** An unknown lineage is above every threshold. */
  private boolean reaches(Scope scope) {
    return scope.operations().contains(job.operation())
        && (scope.lineageAbove().isZero()
            || lineageTotal.isEmpty()
            || lineageTotal.get().compareTo(scope.lineageAbove()) > 0);
  }

  private Optional<Refuse> pause() {
    for (List<Binding> bindings : outlook.bindings(job.site())) {
      for (Binding binding : bindings) {
        if (binding.obligation().duty() instanceof Duty.Halt
            && reaches(binding.obligation().scope())) {
          return refuse(
              Refusal.PAUSED, "a pause is in force for such work", binding.obligation().order());
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Refuse> permit() {
    return job.permit().isPresent() ? permitNamed(job.permit().get()) : permitNeeded();
  }

  /** A job that names none must be one that needs none. */
  private Optional<Refuse> permitNeeded() {
    for (List<Binding> bindings : outlook.bindings(job.site())) {
      for (Binding binding : bindings) {
        if (binding.obligation().duty() instanceof Duty.Cap
            && reaches(binding.obligation().scope())) {
          return refuse(
              Refusal.PERMIT_MISSING,
              "a cap is in force for such work, and only permits share in it",
              binding.obligation().order());
        }
      }
    }
    Operation operation =
        new Operation(
            new StatedFact.Known<>(job.operation()),
            stated(lineageTotal.map(FlopInterval::exactly), "the lineage's total is not known"),
            stated(
                peak.map(one -> one.times(BigInteger.valueOf(job.devices()))),
                "the devices' peak is not known"));
    for (PublishedFact<Charter> charter : outlook.charters()) {
      Governance governance = charter.body().governance().orElseThrow();
      ScopeAnswer answer = governance.permits().orElseThrow().scope().of(operation);
      if (answer instanceof InScope(List<ScopeAnswer.Ground> grounds)) {
        return refuse(
            Refusal.PERMIT_MISSING,
            "scope rule " + grounds.getFirst().rule() + " asks for a permit",
            charter.id());
      }
    }
    return Optional.empty();
  }

  private static <T> StatedFact<T> stated(Optional<T> known, String why) {
    return known
        .<StatedFact<T>>map(StatedFact.Known::new)
        .orElseGet(() -> new StatedFact.Unknown<>(why));
  }

  private Optional<Refuse> permitNamed(Digest id) {
    if (named.isEmpty()) {
      return refuse(Refusal.PERMIT_UNKNOWN, "the log has no permit " + id);
    }
    return named.get() instanceof PermitLife.Live live
        ? new PermitFit(job, outlook, clock, id, live).refusal(this::reaches)
        : dead(named.get());
  }

  /** Why a permit that is not live permits nothing. */
  private static Optional<Refuse> dead(PermitLife named) {
    Digest restsOn = named.restsOn().id();
    return switch (named) {
      case PermitLife.Proposed life ->
          refuse(Refusal.PERMIT_NOT_GRANTED, "no quorum has signed the permit", restsOn);
      case PermitLife.Requested life ->
          refuse(Refusal.PERMIT_NOT_GRANTED, "the request has not been answered", restsOn);
      case PermitLife.Answered life ->
          refuse(Refusal.PERMIT_NOT_GRANTED, "the request was answered: name that permit", restsOn);
      case PermitLife.Refused life ->
          refuse(Refusal.PERMIT_REFUSED, "the permit has no effect: " + life.defect(), restsOn);
      case PermitLife.Revoked life ->
          refuse(Refusal.PERMIT_REVOKED, "the permit was revoked", restsOn);
      case PermitLife.Suspended life ->
          refuse(
              Refusal.PERMIT_SUSPENDED,
              "the permit is suspended"
                  + life.until().map(end -> " until " + end).orElse(" until it is reinstated"),
              restsOn);
      case PermitLife.NotYetValid life ->
          refuse(
              Refusal.PERMIT_NOT_YET_VALID,
              "the permit begins at " + life.terms().notBefore() + ", once witnesses saw it",
              restsOn);
      case PermitLife.Expired life ->
          refuse(
              Refusal.PERMIT_EXPIRED, "the permit expired at " + life.terms().expires(), restsOn);
      case PermitLife.Exhausted life ->
          refuse(
              Refusal.PERMIT_EXHAUSTED,
              "the budget of " + life.terms().budget() + " FLOP is used up",
              restsOn);
      case PermitLife.Live life -> throw new IllegalArgumentException("it is live: " + life);
    };
  }
}
