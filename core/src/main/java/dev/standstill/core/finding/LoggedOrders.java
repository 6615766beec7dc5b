package dev.standstill.core.finding;

import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import java.time.Instant;
import java.util.List;

/**
 * What {@link Claim#ORDER_KEPT} needs beyond the ledger.
 *
 * @param history the versions of the charter
 * @param facts every checked statement, in the order of the log
 * @param witnessedSize how many entries the newest witnessed checkpoint covers; 0 if nobody
 *     witnesses, and then no order is in force
 * @param until the time up to which orders are judged: the log's own, or earlier
 * @param permitted which declared work was permitted
 */
public record LoggedOrders(
    CharterHistory history,
    List<PublishedFact<? extends StatementBody>> facts,
    long witnessedSize,
    Instant until,
    Permitted permitted) {

  public LoggedOrders {
    facts = List.copyOf(facts);
  }
}
