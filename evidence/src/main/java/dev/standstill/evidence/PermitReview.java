package dev.standstill.evidence;

import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.order.Moment;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.permit.PermitBook;
import dev.standstill.core.permit.PermitChange;
import dev.standstill.core.permit.PermitDefect;
import dev.standstill.core.permit.PermitLife;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a statement about permits would come to if it were logged now. */
final class PermitReview {

  private PermitReview() {}

  /**
   * Why it would have no effect.
   *
   * @param next the statement as it would be logged, signed by all whose signature could count
   */
  static Optional<PermitDefect> defect(
      Evidence source, CharterHistory history, PublishedFact<? extends StatementBody> next) {
    List<PublishedFact<? extends StatementBody>> facts = new ArrayList<>(source.facts());
    facts.add(next);
    PermitBook book = PermitBook.fold(history, facts, next.logIndex() + 1);
    if (next.body() instanceof PermitChange) {
      return book.change(next.id()).flatMap(PermitBook.Outcome::defect);
    }
    Moment moment = Moment.of(next.loggedAt().notAfter().orElseThrow());
    return book.life(next.id(), moment)
        .flatMap(life ->
            life instanceof PermitLife.Refused refused
                ? Optional.of(refused.defect())
                : Optional.empty());
  }

  /** Whose permit a change is about; nobody, if the source does not have it. */
  static Set<PartyId> beneficiary(Optional<Evidence> evidence, PermitChange change) {
    return evidence
        .flatMap(source ->
            source
                .history()
                .flatMap(history ->
                    JobVerdict.permits(source, history).firstTerms(change.step().permit())))
        .map(terms -> Set.of(terms.beneficiary()))
        .orElse(Set.of());
  }
}
