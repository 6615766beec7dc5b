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
 * @param declaration the latest declaration; empty if the site only ever reported
 * @param periods its periods in order: every one reported, and every one that was due by then
 */
public record SiteAccount(
    SiteId site,
    Optional<PublishedFact<SiteDeclaration>> declaration,
    List<PeriodAccount> periods) {

  public SiteAccount {
    periods = List.copyOf(periods);
  }
}
