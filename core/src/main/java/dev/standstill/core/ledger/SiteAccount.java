package dev.standstill.core.ledger;

import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.site.SiteDeclaration;
import java.util.List;
import java.util.Optional;

/**
 * All that is on the books for one site.
 *
 * @param site which site
 * @param declarations all it ever declared of itself, in order; empty if it only ever reported
 * @param periods its periods in order: every one reported, and every one that was due by then
 */
public record SiteAccount(
    SiteId site, List<PublishedFact<SiteDeclaration>> declarations, List<PeriodAccount> periods) {

  public SiteAccount {
    declarations = List.copyOf(declarations);
    periods = List.copyOf(periods);
  }

  /** The latest declaration. */
  public Optional<PublishedFact<SiteDeclaration>> declaration() {
    return declarations.isEmpty() ? Optional.empty() : Optional.of(declarations.getLast());
  }
}
