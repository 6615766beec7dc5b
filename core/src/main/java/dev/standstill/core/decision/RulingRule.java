package dev.standstill.core.decision;

import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.PublishedFact;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Whether one inclusion of a ruling decides its case. */
final class RulingRule {

  private RulingRule() {}

  /** The first thing that keeps it from deciding, or empty. */
  static Optional<DocketDefect> defect(
      PublishedFact<Ruling> fact,
      PublishedFact<Clarification> opening,
      Set<PartyId> steppedAside,
      CharterHistory history) {
    Optional<Governance> governance =
        fact.charter()
            .filter(id -> history.surelyBinds(id, fact))
            .flatMap(history::version)
            .flatMap(version -> version.body().governance());
    if (governance.isEmpty()) {
      return Optional.of(DocketDefect.CHARTER_NOT_IN_FORCE);
    }
    boolean expired =
        governance
            .get()
            .validity()
            .expires()
            .filter(end -> !fact.loggedAt().certainlyBefore(end))
            .isPresent();
    if (expired) {
      return Optional.of(DocketDefect.CHARTER_EXPIRED);
    }
    Ruling ruling = fact.body();
    if (!ruling.accused().contains(opening.body().asked())) {
      return Optional.of(DocketDefect.ACCUSED_NOT_LISTED);
    }
    if (!ruling.recused().containsAll(steppedAside)) {
      return Optional.of(DocketDefect.RECUSED_NOT_LISTED);
    }
    if (ruling.recused().size() > governance.get().recusalsMax()) {
      return Optional.of(DocketDefect.TOO_MANY_RECUSED);
    }
    Set<PartyId> silent = new HashSet<>(ruling.accused());
    silent.addAll(ruling.recused());
    Set<PartyId> signers = fact.signers().undoubted();
    return governance.get().decided(Action.RULE, ruling.proposer(), signers, silent)
        ? Optional.empty()
        : Optional.of(DocketDefect.QUORUM_MISSING);
  }
}
