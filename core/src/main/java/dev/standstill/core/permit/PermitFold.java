package dev.standstill.core.permit;

import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.permit.PermitAccount.Changed;
import dev.standstill.core.permit.PermitAccount.Judgement;
import dev.standstill.core.permit.PermitBook.Outcome;
import dev.standstill.core.permit.PermitChange.Step;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.report.ActivityReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Goes through the log once, in its order, and files what concerns permits. */
final class PermitFold {
  private final CharterHistory history;
  private final Map<Digest, PermitAccount> accounts = new LinkedHashMap<>();
  private final Map<Digest, Outcome> changes = new LinkedHashMap<>();
  private final ReportedUse use = new ReportedUse();

  PermitFold(CharterHistory history) {
    this.history = history;
  }

  CharterHistory history() {
    return history;
  }

  Map<Digest, PermitAccount> accounts() {
    return accounts;
  }

  Map<Digest, Outcome> changes() {
    return changes;
  }

  ReportedUse use() {
    return use;
  }

  /** Files the next statement of the log. */
  void take(PublishedFact<? extends StatementBody> fact) {
    switch (fact.body()) {
      case PermitRequest body -> request(fact.with(body));
      case Permit body -> permit(fact.with(body));
      case PermitChange body -> change(fact.with(body));
      case ActivityReport body -> use.file(fact.with(body));
      // Orders, findings and the rest are no business of this room.
      default -> {}
    }
  }

  private void request(PublishedFact<PermitRequest> fact) {
    PermitTerms terms = fact.body().terms();
    PermitAccount account =
        accounts.computeIfAbsent(fact.id(), _ -> new PermitAccount(fact, terms, true));
    account.signed(fact.signers().parties());
    // Somebody else's copy of a request decides nothing: whoever it is from may still ask.
    if (!account.isDecided() && fact.author().equals(terms.beneficiary())) {
      account.decide(PermitRule.ask(fact, history));
    }
  }

  private void permit(PublishedFact<Permit> fact) {
    PermitTerms terms = fact.body().terms();
    PermitAccount account =
        accounts.computeIfAbsent(fact.id(), _ -> new PermitAccount(fact, terms, false));
    account.signed(fact.signers().parties());
    if (account.isDecided()) {
      return;
    }
    account.decide(PermitRule.grant(fact, this));
    if (account.judgement() instanceof Judgement.Grant) {
      fact.body().request().flatMap(this::asked).ifPresent(asked -> asked.answeredBy(account));
    }
  }

  private void change(PublishedFact<PermitChange> fact) {
    Outcome before = changes.get(fact.id());
    if (before != null && before.decided()) {
      return;
    }
    Outcome outcome = PermitRule.change(fact, this);
    changes.put(fact.id(), outcome);
    if (outcome.decided() && outcome.defect().isEmpty()) {
      Step step = fact.body().step();
      Changed made = new Changed(PermitAccount.place(fact), fact.loggedAt(), step);
      account(step.permit()).orElseThrow().change(made);
    }
  }

  Optional<PermitAccount> account(Digest id) {
    return Optional.ofNullable(accounts.get(id));
  }

  /** The request that is cited, if it stands there. */
  Optional<PermitAccount> asked(Citation cited) {
    return account(cited.id())
        .filter(account -> account.judgement() instanceof Judgement.Ask)
        .filter(account -> account.place().equals(cited));
  }
}
