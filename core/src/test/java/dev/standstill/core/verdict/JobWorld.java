package dev.standstill.core.verdict;

import static dev.standstill.core.SampleGovernance.B;
import static dev.standstill.core.SampleGovernance.C;
import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.SampleGovernance.START;
import static dev.standstill.core.SamplePermits.flop;

import dev.standstill.core.SampleGovernance;
import dev.standstill.core.SampleLog;
import dev.standstill.core.SamplePermits;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Moment;
import dev.standstill.core.order.Obligations;
import dev.standstill.core.order.Scope;
import dev.standstill.core.order.Subjects;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.PermitBook;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.site.AreaId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A job that is admitted: its permit is live and fits, and a cap leaves it enough. A test changes
 * one thing. A day on 100 devices of 1e15 FLOP/s is 8.64e21 FLOP.
 */
final class JobWorld {
  Charter charter = SamplePermits.charter();
  Optional<Charter> charterLookedAt = Optional.empty();
  final SamplePermits.Fields permit = new SamplePermits.Fields();
  List<PartyId> grantedBy = List.of(B, C);

  /** Said after the permit. */
  final List<BiConsumer<SampleLog, Citation>> said = new ArrayList<>();

  Flop cap = flop("1e22");
  boolean witnessed = true;
  boolean intact = true;
  Instant logTime = START.plus(DAY.multipliedBy(20));
  Instant clock = logTime.plus(Duration.ofHours(1));
  Optional<Instant> madeAt = Optional.empty();
  boolean timed = true;
  Committed committed = Committed.NOTHING;

  SiteId site = SampleLog.SITE_A;
  AreaId area = SamplePermits.HALL;
  OperationKind operation = OperationKind.PRE_TRAINING;
  Optional<String> lineage = Optional.of(SamplePermits.LINEAGE);
  int devices = 100;
  Duration timeLimit = DAY;
  boolean naming = true;
  Function<Digest, Digest> named = id -> id;
  Optional<Flop> lineageFlop = Optional.empty();
  Optional<FlopRate> peak = Optional.empty();

  /** Whether it may start. */
  Verdict verdict() {
    return asked(Verdict::of);
  }

  /** Whether it may go on, were it running. */
  RunningVerdict running() {
    return asked(RunningVerdict::of);
  }

  private interface Question<T> {
    T of(Job job, Outlook outlook, Instant clock);
  }

  private <T> T asked(Question<T> question) {
    SampleLog log = new SampleLog(charter);
    Citation granted =
        log.say(SamplePermits.permit(permit.terms()), START, grantedBy.toArray(PartyId[]::new));
    long seen = witnessed ? Long.MAX_VALUE : granted.logIndex();
    log.say(SampleLog.order(slow(cap), B), START, B, C);
    said.forEach(step -> step.accept(log, granted));
    Moment moment = new Moment(logTime, madeAt.orElse(clock));
    Obligations obligations = log.state().at(moment);
    CharterHistory history =
        charterLookedAt
            .map(other -> CharterHistory.of(SampleGovernance.logged(other, 0, Optional.empty())))
            .orElse(log.history);
    Outlook outlook =
        Outlook.of(
            intact,
            timed ? Optional.of(logTime) : Optional.empty(),
            history,
            obligations,
            PermitBook.fold(log.history, log.facts(), seen),
            Map.of(granted.id(), committed));
    return question.of(job(granted.id()), outlook, clock);
  }

  private Job job(Digest permitId) {
    return new Job(
        site,
        area,
        operation,
        lineage,
        devices,
        timeLimit,
        naming ? Optional.of(named.apply(permitId)) : Optional.empty(),
        lineageFlop,
        peak);
  }

  /** Training of everyone, of every lineage. */
  static Measure.Slow slow(Flop cap) {
    return new Measure.Slow(training(Flop.ZERO), cap, SampleLog.terms(Set.of()));
  }

  static Measure.Pause pause(Flop lineageAbove) {
    return new Measure.Pause(training(lineageAbove), DAY, SampleLog.terms(Set.of()));
  }

  private static Scope training(Flop lineageAbove) {
    EnumSet<OperationKind> kinds = EnumSet.allOf(OperationKind.class);
    kinds.removeIf(kind -> !kind.trains());
    return new Scope(new Subjects.Everyone(), kinds, lineageAbove);
  }
}
