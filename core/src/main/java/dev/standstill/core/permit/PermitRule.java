package dev.standstill.core.permit;

import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.BreakGlassRules;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.charter.PermitRules;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.permit.PermitAccount.Judgement;
import dev.standstill.core.permit.PermitBook.Outcome;
import dev.standstill.core.permit.PermitChange.Step;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.PublishedFact;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether one inclusion decides: who signed first, then everything that can be wrong with it.
 * Doubted signatures and an expired charter still take away, and never give.
 */
final class PermitRule {

  private PermitRule() {}

  /** Judges a permit against what the log says before it. */
  static Judgement grant(PublishedFact<Permit> fact, PermitFold before) {
    Optional<Governance> governance = governance(fact, before.history());
    Permit permit = fact.body();
    PartyId beneficiary = permit.terms().beneficiary();
    if (governance.isEmpty()
        || !decided(
            granting(permit.terms(), governance.get()),
            signers(fact, Action.PERMIT),
            permit.proposer(),
            permit.recused(),
            beneficiary)) {
      return new Judgement.Open();
    }
    Citation place = PermitAccount.place(fact);
    return ofCharter(fact, governance.get(), Action.PERMIT, before.history())
        .or(() -> tooMany(governance.get(), permit.recused()))
        .or(() -> ofTerms(permit.terms(), fact, governance.get()))
        .or(() -> ofRequest(permit, fact, before))
        .<Judgement>map(defect -> new Judgement.Refusal(place, defect))
        .orElseGet(() -> new Judgement.Grant(place, fact.loggedAt()));
  }

  /** Judges a request by the party that may make it. */
  static Judgement ask(PublishedFact<PermitRequest> fact, CharterHistory history) {
    Citation place = PermitAccount.place(fact);
    PermitTerms terms = fact.body().terms();
    Optional<Governance> governance = governance(fact, history);
    if (governance.isEmpty()) {
      return new Judgement.Refusal(place, PermitDefect.CHARTER_UNKNOWN);
    }
    if (!fact.signers().undoubted().contains(terms.beneficiary())) {
      return new Judgement.Refusal(place, PermitDefect.SIGNATURE_DOUBTED);
    }
    return ofTerms(terms, fact, governance.get())
        .<Judgement>map(defect -> new Judgement.Refusal(place, defect))
        .orElseGet(() -> new Judgement.Ask(place, tacitFrom(fact, governance.get(), history)));
  }

  /** Judges a change; a change without its quorum decides nothing. */
  static Outcome change(PublishedFact<PermitChange> fact, PermitFold before) {
    PermitChange change = fact.body();
    Action action = change.step().action();
    Optional<PermitAccount> target = before.account(change.step().permit());
    Optional<Governance> governance = governance(fact, before.history());
    if (governance.isEmpty()) {
      return Outcome.open(fact, PermitDefect.CHARTER_UNKNOWN);
    }
    if (target.isEmpty()) {
      return Outcome.open(fact, PermitDefect.TARGET_NOT_FOUND);
    }
    PartyId beneficiary = target.get().terms().beneficiary();
    Quorum quorum = governance.get().quorum(action);
    Set<PartyId> signers = signers(fact, action);
    if (!decided(quorum, signers, change.proposer(), change.recused(), beneficiary)) {
      return Outcome.open(fact);
    }
    return Outcome.decided(
        fact,
        ofCharter(fact, governance.get(), action, before.history())
            .or(() -> tooMany(governance.get(), change.recused()))
            .or(() -> ofTarget(change.step(), fact, target.get(), governance.get())));
  }

  private static Optional<Governance> governance(PublishedFact<?> fact, CharterHistory history) {
    return fact.charter()
        .flatMap(history::version)
        .filter(version -> version.logIndex() < fact.logIndex())
        .flatMap(version -> version.body().governance());
  }

  /** Whose voices grant it. Where a charter provides for no emergency, the quorum for permits. */
  private static Quorum granting(PermitTerms terms, Governance governance) {
    Optional<BreakGlassRules> emergency =
        terms.purpose() instanceof Purpose.BreakGlass
            ? governance.permits().flatMap(PermitRules::breakGlass)
            : Optional.empty();
    return emergency.map(BreakGlassRules::quorum).orElseGet(() -> governance.quorum(Action.PERMIT));
  }

  /** Doubted signatures still take away, and never give. */
  private static Set<PartyId> signers(PublishedFact<?> fact, Action action) {
    return action.restricts() ? fact.signers().parties() : fact.signers().undoubted();
  }

  private static boolean decided(
      Quorum quorum,
      Set<PartyId> signers,
      PartyId proposer,
      Set<PartyId> recused,
      PartyId beneficiary) {
    Set<PartyId> silent = new HashSet<>(recused);
    // Nobody spares himself, and nobody is judge in his own case.
    silent.add(beneficiary);
    return Governance.decided(quorum, proposer, signers, silent);
  }

  private static Optional<PermitDefect> ofCharter(
      PublishedFact<?> fact, Governance governance, Action action, CharterHistory history) {
    if (action.restricts()) {
      return history.mayBind(fact.charter().orElseThrow(), fact)
          ? Optional.empty()
          : Optional.of(PermitDefect.CHARTER_NOT_IN_FORCE);
    }
    return inForce(fact, governance, history)
        .or(() ->
            fact.loggedAt().notAfter().isEmpty()
                ? Optional.of(PermitDefect.INCLUSION_TIME_UNKNOWN)
                : Optional.empty());
  }

  private static Optional<PermitDefect> inForce(
      PublishedFact<?> fact, Governance governance, CharterHistory history) {
    if (!history.surelyBinds(fact.charter().orElseThrow(), fact)) {
      return Optional.of(PermitDefect.CHARTER_NOT_IN_FORCE);
    }
    return governance
        .validity()
        .expires()
        .filter(end -> !fact.loggedAt().certainlyBefore(end))
        .map(end -> PermitDefect.CHARTER_EXPIRED);
  }

  private static Optional<PermitDefect> tooMany(Governance governance, Set<PartyId> recused) {
    return recused.size() > governance.recusalsMax()
        ? Optional.of(PermitDefect.TOO_MANY_RECUSED)
        : Optional.empty();
  }

  private static Optional<PermitDefect> ofTerms(
      PermitTerms terms, PublishedFact<?> fact, Governance governance) {
    if (governance.permits().isEmpty()) {
      return Optional.of(PermitDefect.CHARTER_WITHOUT_PERMITS);
    }
    PermitRules rules = governance.permits().get();
    Optional<Duration> lengthMax = lengthMax(terms.purpose(), rules);
    if (lengthMax.isEmpty()) {
      return Optional.of(PermitDefect.PURPOSE_NOT_IN_CHARTER);
    }
    if (terms.length().compareTo(lengthMax.get()) > 0) {
      return Optional.of(PermitDefect.LASTS_TOO_LONG);
    }
    if (rules.budgetMax().filter(most -> terms.budget().compareTo(most) > 0).isPresent()) {
      return Optional.of(PermitDefect.BUDGET_TOO_LARGE);
    }
    return fact.loggedAt().certainlyFrom(terms.expires())
        ? Optional.of(PermitDefect.ALREADY_EXPIRED)
        : Optional.empty();
  }

  /** How long a permit for this may last; empty if the charter knows no such permits. */
  private static Optional<Duration> lengthMax(Purpose purpose, PermitRules rules) {
    return switch (purpose) {
      case Purpose.Ordinary ordinary -> Optional.of(rules.lengthMax());
      case Purpose.Critical(var service) ->
          rules.criticalServices().contains(service)
              ? Optional.of(rules.lengthMax())
              : Optional.empty();
      case Purpose.BreakGlass breakGlass -> rules.breakGlass().map(BreakGlassRules::lengthMax);
    };
  }

  private static Optional<PermitDefect> ofRequest(
      Permit permit, PublishedFact<?> fact, PermitFold before) {
    if (permit.request().isEmpty()) {
      return Optional.empty();
    }
    Optional<PermitAccount> asked =
        permit
            .request()
            .filter(cited -> cited.logIndex() < fact.logIndex())
            .flatMap(before::asked)
            .filter(account -> account.terms().sameSubject(permit.terms()));
    if (asked.isEmpty()) {
      return Optional.of(PermitDefect.REQUEST_NOT_FOUND);
    }
    return asked.get().answer().map(other -> PermitDefect.REQUEST_ANSWERED);
  }

  private static Optional<PermitDefect> ofTarget(
      Step step, PublishedFact<?> fact, PermitAccount target, Governance governance) {
    if (target.end().isPresent()) {
      return Optional.of(PermitDefect.TARGET_ENDED);
    }
    return switch (step) {
      case Step.Amend(var permit, PermitTerms terms) -> {
        if (!granted(target, fact)) {
          yield Optional.of(PermitDefect.TARGET_NOT_FOUND);
        }
        if (!terms.sameSubject(target.terms())) {
          yield Optional.of(PermitDefect.TARGET_OF_ANOTHER_SUBJECT);
        }
        yield ofTerms(terms, fact, governance).or(() -> drawnOut(terms, target.terms()));
      }
      case Step.Reinstate reinstate ->
          granted(target, fact) ? Optional.empty() : Optional.of(PermitDefect.TARGET_NOT_FOUND);
      case Step.Refuse refuse ->
          target.isRequest() ? Optional.empty() : Optional.of(PermitDefect.TARGET_NOT_FOUND);
      case Step.Suspend suspend -> Optional.empty();
      case Step.Revoke revoke -> Optional.empty();
    };
  }

  /** An emergency that lasts longer asks for another permit, which opens a finding of its own. */
  private static Optional<PermitDefect> drawnOut(PermitTerms terms, PermitTerms first) {
    boolean longer =
        terms.expires().isAfter(first.expires()) || terms.notBefore().isBefore(first.notBefore());
    return terms.purpose() instanceof Purpose.BreakGlass && longer
        ? Optional.of(PermitDefect.LASTS_TOO_LONG)
        : Optional.empty();
  }

  /** Whether it was a permit for sure when this was logged. */
  private static boolean granted(PermitAccount target, PublishedFact<?> fact) {
    return switch (target.judgement()) {
      case Judgement.Grant grant -> true;
      case Judgement.Ask(var place, Optional<Instant> tacitFrom) ->
          target.answer().isEmpty() && tacitFrom.filter(fact.loggedAt()::certainlyFrom).isPresent();
      case Judgement.Open open -> false;
      case Judgement.Refusal refusal -> false;
    };
  }

  /**
   * From when silence is approval: a whole notice after the latest time at which the request can
   * have been logged. Both its charter and the one in force by then must say so, and the longer of
   * their notices counts.
   */
  private static Optional<Instant> tacitFrom(
      PublishedFact<PermitRequest> fact, Governance governance, CharterHistory history) {
    Optional<PermitRules> asked = governance.permits().filter(PermitRules::tacitApproval);
    // Silence grants nothing that no restraint stops.
    boolean exempt = fact.body().terms().purpose().goesOnUnderRestraint();
    if (asked.isEmpty()
        || exempt
        || fact.loggedAt().notAfter().isEmpty()
        || inForce(fact, governance, history).isPresent()) {
      return Optional.empty();
    }
    Instant logged = fact.loggedAt().notAfter().get();
    Instant first = logged.plus(asked.get().noticePeriod());
    Optional<Governance> then =
        Optional.of(history.current(first)).map(v -> v.body()).flatMap(Charter::governance);
    return then.flatMap(Governance::permits)
        .filter(PermitRules::tacitApproval)
        .map(PermitRules::noticePeriod)
        .map(notice -> longer(notice, asked.get().noticePeriod()))
        .map(logged::plus)
        .filter(from ->
            then.flatMap(part -> part.validity().expires())
                .filter(e -> !from.isBefore(e))
                .isEmpty());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
