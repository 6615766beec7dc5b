package dev.standstill.core.order;

import dev.standstill.core.charter.Clocks;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.order.OrderAccount.Judgement.Adoption;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be wrong with an order that changes another one. */
final class ChangeRule {

  private ChangeRule() {}

  static Optional<OrderDefect> defect(
      Measure.Change change, PublishedFact<Order> fact, Governance governance, OrderFold before) {
    Optional<OrderAccount> adopted = before.adopted(change.order());
    if (adopted.isEmpty()) {
      return Optional.of(OrderDefect.TARGET_NOT_ADOPTED);
    }
    OrderAccount target = adopted.get();
    Measure measure = target.order().measure();
    if (!fits(change, measure)) {
      return Optional.of(OrderDefect.TARGET_OF_ANOTHER_KIND);
    }
    return switch (change) {
      case Measure.Resume resume ->
          ofTime(resume.stages().getFirst().at(), fact, governance, target);
      case Measure.Amend amend -> ofTime(amend.at(), fact, governance, target);
      case Measure.Extend extend ->
          extend.reviewBy().isAfter(reviewBy(target))
                  && !tooFar(extend.reviewBy(), fact, governance)
              ? Optional.empty()
              : Optional.of(OrderDefect.REVIEW_OUT_OF_ORDER);
      case Measure.Withdraw withdraw ->
          stillToCome(target, fact, before)
              ? Optional.empty()
              : Optional.of(OrderDefect.TARGET_IN_EFFECT);
      case Measure.Stay stay -> ofStay(stay, fact, governance, target, before);
    };
  }

  private static boolean fits(Measure.Change change, Measure target) {
    boolean binds = target.restriction().isPresent();
    return switch (change) {
      case Measure.Resume resume -> binds;
      case Measure.Amend amend -> binds;
      case Measure.Extend extend -> binds;
      case Measure.Withdraw withdraw ->
          !(target instanceof Measure.Extend || target instanceof Measure.Withdraw);
      case Measure.Stay stay -> binds || target instanceof Measure.Resume;
    };
  }

  /** By when an order is reviewed, as extended so far; extending never brings it forward. */
  static Instant reviewBy(OrderAccount account) {
    Instant first =
        account
            .order()
            .measure()
            .restriction()
            .map(restriction -> restriction.terms().reviewBy())
            .orElse(Instant.MAX);
    return account.changes().stream()
        .map(change -> change.order().measure())
        .filter(Measure.Extend.class::isInstance)
        .map(extend -> ((Measure.Extend) extend).reviewBy())
        .reduce(first, (one, other) -> one.isAfter(other) ? one : other);
  }

  /** Whether a review is certainly put off further than the charter allows. */
  static boolean tooFar(Instant reviewBy, PublishedFact<?> fact, Governance governance) {
    return fact.loggedAt()
        .notAfter()
        .filter(logged -> reviewBy.isAfter(logged.plus(governance.clocks().reviewInterval())))
        .isPresent();
  }

  /** A release must be in the log so long before it takes effect that everybody has seen it. */
  private static Optional<OrderDefect> ofTime(
      Instant at, PublishedFact<?> fact, Governance governance, OrderAccount target) {
    if (fact.loggedAt().notAfter().isEmpty()) {
      return Optional.of(OrderDefect.INCLUSION_TIME_UNKNOWN);
    }
    Clocks old = target.adoption().map(Adoption::governance).orElse(governance).clocks();
    Clocks now = governance.clocks();
    Duration delay =
        Stream.of(
                now.resumeDelay(), now.checkpointGrace(), old.resumeDelay(), old.checkpointGrace())
            .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) < 0 ? other : one);
    return fact.loggedAt().certainlyBy(at.minus(delay))
        ? Optional.empty()
        : Optional.of(OrderDefect.TOO_EARLY);
  }

  /** Whether the target certainly has not taken effect before this is logged. */
  private static boolean stillToCome(
      OrderAccount target, PublishedFact<Order> fact, OrderFold before) {
    return switch (target.order().measure()) {
      case Measure.Restriction restriction ->
          fact.loggedAt().certainlyBefore(restriction.terms().from())
              || !Adopters.all(target, before.circumstances());
      case Measure.Resume resume ->
          fact.loggedAt().certainlyBefore(resume.stages().getFirst().at());
      case Measure.Stay stay ->
          fact.loggedAt().certainlyBefore(stay.at())
              && before
                  .adopted(stay.order())
                  .flatMap(stayed -> stayed.order().measure().restriction())
                  .isPresent();
      // They take effect at once.
      case Measure.Amend amend -> false;
      case Measure.Extend extend -> false;
      case Measure.Withdraw withdraw -> false;
    };
  }

  private static Optional<OrderDefect> ofStay(
      Measure.Stay stay,
      PublishedFact<Order> fact,
      Governance governance,
      OrderAccount target,
      OrderFold before) {
    Optional<Proceedings.Appealed> appeal =
        before.circumstances().proceedings().appeal(stay.appeal(), target.id(), fact.logIndex());
    if (appeal.isEmpty()) {
      return Optional.of(OrderDefect.APPEAL_NOT_FOUND);
    }
    Optional<Instant> logged = target.adoption().flatMap(made -> made.loggedAt().notAfter());
    Duration window = governance.clocks().appealWindow();
    // Doubt favours who appeals: only a certainly late appeal is late.
    if (logged.isPresent() && appeal.get().loggedAt().certainlyAfter(logged.get().plus(window))) {
      return Optional.of(OrderDefect.APPEAL_TOO_LATE);
    }
    if (carriesOne(stay.appeal(), target)) {
      return Optional.of(OrderDefect.APPEAL_CARRIES_A_STAY);
    }
    if (tooLong(stay, governance, target)) {
      return Optional.of(OrderDefect.STAY_TOO_LONG);
    }
    if (target.order().measure() instanceof Measure.Resume resume) {
      return fact.loggedAt().certainlyFrom(resume.stages().getFirst().at())
          ? Optional.of(OrderDefect.TARGET_IN_EFFECT)
          : Optional.empty();
    }
    return ofTime(stay.at(), fact, governance, target);
  }

  private static boolean carriesOne(Digest appeal, OrderAccount target) {
    return target.changes().stream()
        .map(change -> change.order().measure())
        .anyMatch(made -> made instanceof Measure.Stay earlier && earlier.appeal().equals(appeal));
  }

  /**
   * Whether an order would be suspended for longer than a restriction may go without review: an
   * endless stay would be a release without conditions. A stay of a release is counted from when
   * the release was due, for it holds that up at once.
   */
  private static boolean tooLong(Measure.Stay stay, Governance governance, OrderAccount target) {
    Instant begins =
        target.order().measure() instanceof Measure.Resume resume
            ? resume.stages().getFirst().at()
            : stay.at();
    Duration longest = governance.clocks().reviewInterval();
    return Duration.between(begins, stay.until()).compareTo(longest) > 0;
  }
}
