package dev.standstill.core.order;

import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.order.OrderAccount.Judgement;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.Signers;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether one inclusion of an order makes it adopted: its quorum first, then everything that can be
 * wrong with it. Not final, so that a test can break one rule and see that somebody notices.
 */
class OrderRule {

  /** Judges one inclusion against what the log says before it. */
  Judgement judge(PublishedFact<Order> fact, OrderFold before) {
    Optional<PublishedFact<Charter>> charter = charter(fact, before.history());
    if (charter.isEmpty()) {
      return new Judgement.Proposal(Optional.of(OrderDefect.CHARTER_UNKNOWN));
    }
    Optional<Governance> governance = charter.get().body().governance();
    if (governance.isEmpty()) {
      return new Judgement.Proposal(Optional.of(OrderDefect.CHARTER_WITHOUT_QUORUMS));
    }
    Order order = fact.body();
    Set<PartyId> silent = silent(fact, before);
    if (!needed(order.measure(), before).stream()
        .allMatch(action ->
            decided(governance.get(), action, order.proposer(), fact.signers(), silent))) {
      return new Judgement.Proposal(Optional.empty());
    }
    return defect(fact, governance.get(), before)
        .<Judgement>map(Judgement.Refusal::new)
        .orElseGet(
            () -> new Judgement.Adoption(fact.logIndex(), fact.loggedAt(), governance.get()));
  }

  /**
   * Whose quorums it needs. An amendment that leaves out somebody whom the old order binds releases
   * them, so it needs the quorum of a release too.
   */
  private static Set<Action> needed(Measure measure, OrderFold before) {
    Set<Action> needed = EnumSet.of(measure.action());
    if (measure instanceof Measure.Amend amend) {
      before
          .adopted(amend.order())
          .flatMap(target -> target.order().measure().restriction())
          .filter(old -> !amend.replacement().scope().subjects().coversAll(old.scope().subjects()))
          .ifPresent(narrowed -> needed.add(Action.RESUME));
    }
    return needed;
  }

  private static Optional<PublishedFact<Charter>> charter(
      PublishedFact<?> fact, CharterHistory history) {
    return fact.charter()
        .flatMap(history::version)
        .filter(version -> version.logIndex() < fact.logIndex());
  }

  /** Doubted signatures count for what restricts, and for nothing else. */
  boolean decided(
      Governance governance,
      Action action,
      PartyId proposer,
      Signers signers,
      Set<PartyId> silent) {
    Set<PartyId> counted = action.restricts() ? signers.parties() : signers.undoubted();
    return governance.decided(action, proposer, counted, silent);
  }

  /** Whom the case is about, and who stepped aside in it. */
  Set<PartyId> silent(PublishedFact<Order> fact, OrderFold before) {
    Set<PartyId> silent = accused(fact, before);
    silent.addAll(recused(fact, before));
    return silent;
  }

  private static Set<PartyId> accused(PublishedFact<Order> fact, OrderFold before) {
    Set<PartyId> accused = new HashSet<>(fact.body().excluded());
    ruling(fact, before).ifPresent(ruling -> accused.addAll(ruling.accused()));
    fact.body()
        .measure()
        .target()
        .map(before.accounts()::get)
        .ifPresent(target -> accused.addAll(target.order().excluded()));
    return accused;
  }

  private static Set<PartyId> recused(PublishedFact<Order> fact, OrderFold before) {
    Set<PartyId> recused = new HashSet<>(fact.body().recused());
    ruling(fact, before).ifPresent(ruling -> recused.addAll(ruling.recused()));
    return recused;
  }

  private static Optional<Proceedings.Ruled> ruling(PublishedFact<Order> fact, OrderFold before) {
    Proceedings known = before.circumstances().proceedings();
    return fact.body().ruling().flatMap(cited -> known.ruling(cited, fact.logIndex()));
  }

  /** What is wrong with an order that has its quorum; the first of it. */
  Optional<OrderDefect> defect(PublishedFact<Order> fact, Governance governance, OrderFold before) {
    return ofCharter(fact, governance, before.history())
        .or(() -> ofCase(fact, governance, before))
        .or(() ->
            fact.body()
                .measure()
                .restriction()
                .flatMap(restriction -> ofRestriction(restriction, fact, governance)))
        .or(() ->
            switch (fact.body().measure()) {
              case Measure.Restriction restriction -> Optional.empty();
              case Measure.Change change -> ChangeRule.defect(change, fact, governance, before);
            });
  }

  private static Optional<OrderDefect> ofCharter(
      PublishedFact<Order> fact, Governance governance, CharterHistory history) {
    Digest charter = fact.charter().orElseThrow();
    boolean restricts = fact.body().measure().action().restricts();
    if (restricts ? !history.mayBind(charter, fact) : !history.surelyBinds(charter, fact)) {
      return Optional.of(OrderDefect.CHARTER_NOT_IN_FORCE);
    }
    boolean expired =
        governance
            .validity()
            .expires()
            .filter(end -> !fact.loggedAt().certainlyBefore(end))
            .isPresent();
    return expired && !restricts ? Optional.of(OrderDefect.CHARTER_EXPIRED) : Optional.empty();
  }

  private static Optional<OrderDefect> ofCase(
      PublishedFact<Order> fact, Governance governance, OrderFold before) {
    if (fact.body().ruling().isPresent() && ruling(fact, before).isEmpty()) {
      return Optional.of(OrderDefect.RULING_NOT_FOUND);
    }
    if (recused(fact, before).size() > governance.recusalsMax()) {
      return Optional.of(OrderDefect.TOO_MANY_RECUSED);
    }
    return fact.body().excluded().containsAll(accused(fact, before))
        ? Optional.empty()
        : Optional.of(OrderDefect.ACCUSED_NOT_LISTED);
  }

  /** What is wrong with a restriction in itself, wherever it is shown. */
  static Optional<OrderDefect> ofTerms(Measure.Restriction restriction, Governance governance) {
    if (restriction instanceof Measure.Pause pause
        && pause.checkpointGrace().compareTo(governance.clocks().checkpointGrace()) > 0) {
      return Optional.of(OrderDefect.GRACE_TOO_LONG);
    }
    return governance.liftConditions().containsAll(restriction.terms().liftConditions())
        ? Optional.empty()
        : Optional.of(OrderDefect.LIFT_CONDITION_UNKNOWN);
  }

  private static Optional<OrderDefect> ofRestriction(
      Measure.Restriction restriction, PublishedFact<Order> fact, Governance governance) {
    return ofTerms(restriction, governance)
        .or(() ->
            ChangeRule.tooFar(restriction.terms().reviewBy(), fact, governance)
                ? Optional.of(OrderDefect.REVIEW_OUT_OF_ORDER)
                : Optional.empty());
  }
}
