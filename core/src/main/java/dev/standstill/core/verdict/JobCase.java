package dev.standstill.core.verdict;

import dev.standstill.core.charter.Freshness.View;
import dev.standstill.core.order.Duty;
import dev.standstill.core.permit.PermitLife;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.record.Digest;
import dev.standstill.core.verdict.Outlook.Binding;
import dev.standstill.core.verdict.RunningVerdict.GoOn;
import dev.standstill.core.verdict.RunningVerdict.Stop;
import dev.standstill.core.verdict.Verdict.Refuse;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;

/** One job before the rules, in their order. The first that is broken is the answer. */
final class JobCase {
  private final Job job;
  private final Outlook outlook;
  private final Instant clock;
  private final Optional<PermitLife> named;
  private final Reach reach;
  private final boolean exempt;

  private JobCase(Job job, Outlook outlook, Instant clock) {
    this.job = job;
    this.outlook = outlook;
    this.clock = clock;
    this.named = job.permit().flatMap(outlook::permit);
    this.reach = new Reach(job, outlook, peak());
    this.exempt = isExempt();
  }

  /** Whether it may start. */
  static Verdict judge(Job job, Outlook outlook, Instant clock) {
    return new JobCase(job, outlook, clock).start();
  }

  /** Whether it may go on. */
  static RunningVerdict judgeRunning(Job job, Outlook outlook, Instant clock) {
    return new JobCase(job, outlook, clock).goingOn();
  }

  private Verdict start() {
    Optional<Refuse> refusal =
        new Footing(job.site(), outlook, clock, EnumSet.of(View.FRESH))
            .missing()
            .or(() -> pause().map(JobCase::paused))
            .or(this::permit);
    return refusal.isPresent() ? refusal.get() : new Verdict.Admit(job.permit());
  }

  private RunningVerdict goingOn() {
    // A pause that is known holds whatever else is not, and may leave less time than the charter.
    Optional<Binding> pause = pause();
    if (pause.isPresent() && pause.get().obligation().duty() instanceof Duty.Halt halt) {
      Refuse paused = paused(pause.get());
      return new Stop(
          paused.reason(), paused.detail(), paused.restsOn(), Optional.of(halt.grace()), halt.by());
    }
    Footing footing = new Footing(job.site(), outlook, clock, EnumSet.of(View.FRESH, View.STALE));
    return footing
        .missing()
        .filter(missing -> !exempt || footing.agreed().isPresent())
        .filter(missing -> mayBeRestrained())
        // What would stop it were everything known must not become less by not being known.
        .or(this::permit)
        .<RunningVerdict>map(why ->
            new Stop(
                why.reason(),
                why.detail(),
                why.restsOn(),
                outlook.checkpointGrace(),
                Optional.empty()))
        .orElseGet(GoOn::new);
  }

  /**
   * Whether it goes on whatever restrains others. The one place where that is decided: its permit
   * is live, is for such a purpose, and bounds the job in full.
   */
  private boolean isExempt() {
    return named.isPresent()
        && named.get() instanceof PermitLife.Live live
        && live.terms().purpose().goesOnUnderRestraint()
        && fit(live).ofTerms().isEmpty();
  }

  private PermitFit fit(PermitLife.Live live) {
    // A clock that is behind must not make a permit last longer than the log knows it did.
    Instant logTime = outlook.moment().logTime();
    Instant now = clock.isBefore(logTime) ? logTime : clock;
    return new PermitFit(job, outlook, now, job.permit().orElseThrow(), live);
  }

  private Optional<Binding> pause() {
    return exempt ? Optional.empty() : reach.pause();
  }

  private static Refuse paused(Binding pause) {
    return new Refuse(
        Refusal.PAUSED,
        "a pause is in force for such work",
        Optional.of(pause.obligation().order()));
  }

  /** The peak of one device: the permit's, if one is named that permits; else as it is stated. */
  private Optional<FlopRate> peak() {
    return named.isPresent() && named.get() instanceof PermitLife.Live live
        ? Optional.of(live.terms().devicePeak())
        : job.devicePeak();
  }

  /**
   * Whether anything may restrain it, when no permit counts. Then none makes its devices slower
   * than they are stated to be either, nor known where nobody states them.
   */
  private boolean mayBeRestrained() {
    Optional<FlopRate> fastest =
        job.devicePeak()
            .map(stated -> peak().filter(other -> other.compareTo(stated) > 0).orElse(stated));
    return new Reach(job, outlook, fastest).isRestrained();
  }

  private Optional<Refuse> permit() {
    return job.permit().isPresent() ? permitNamed(job.permit().get()) : permitNeeded();
  }

  /** A job that names none must be one that needs none. */
  private Optional<Refuse> permitNeeded() {
    return reach
        .order(duty -> duty instanceof Duty.Cap)
        .map(cap ->
            new Refuse(
                Refusal.PERMIT_MISSING,
                "a cap is in force for such work, and only permits share in it",
                Optional.of(cap.obligation().order())))
        .or(reach::permitRules);
  }

  private static Optional<Refuse> refuse(Refusal reason, String detail) {
    return Optional.of(new Refuse(reason, detail, Optional.empty()));
  }

  private static Optional<Refuse> refuse(Refusal reason, String detail, Digest restsOn) {
    return Optional.of(new Refuse(reason, detail, Optional.of(restsOn)));
  }

  private Optional<Refuse> permitNamed(Digest id) {
    if (named.isEmpty()) {
      return refuse(Refusal.PERMIT_UNKNOWN, "the log has no permit " + id);
    }
    if (named.get() instanceof PermitLife.Live live) {
      return exempt ? Optional.empty() : fit(live).refusal(reach::reachedBy);
    }
    return dead(named.get());
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
