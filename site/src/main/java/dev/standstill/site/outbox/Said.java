package dev.standstill.site.outbox;

import dev.standstill.core.record.Digest;
import dev.standstill.wire.Statement;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One statement of this site.
 *
 * @param number in the order in which they were made, from 0
 * @param id the statement's id
 * @param statement what it says
 * @param ownIndex where it stands in the site's own log; empty if it does not yet
 * @param registerIndex where it stands in the register's log, as the register says; empty if it was
 *     not delivered
 * @param refused why the register does not take it; empty if it did not say so
 */
public record Said(
    long number,
    Digest id,
    Statement statement,
    OptionalLong ownIndex,
    OptionalLong registerIndex,
    Optional<String> refused) {

  /** Whether the register has answered. */
  public boolean isSettled() {
    return registerIndex.isPresent() || refused.isPresent();
  }
}
