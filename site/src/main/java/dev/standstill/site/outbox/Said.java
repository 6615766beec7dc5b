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
 * @param arrived whether this site's own copy of the register's log holds it
 */
public record Said(
    long number,
    Digest id,
    Statement statement,
    OptionalLong ownIndex,
    OptionalLong registerIndex,
    Optional<String> refused,
    boolean arrived) {

  /** One that neither log has. */
  static Said made(long number, Digest id, Statement statement) {
    return new Said(
        number, id, statement, OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), false);
  }

  Said entered(long index) {
    return new Said(number, id, statement, OptionalLong.of(index), registerIndex, refused, arrived);
  }

  Said taken(long index) {
    return new Said(
        number, id, statement, ownIndex, OptionalLong.of(index), Optional.empty(), arrived);
  }

  Said refused(String why) {
    return new Said(number, id, statement, ownIndex, registerIndex, Optional.of(why), arrived);
  }

  Said seen() {
    return new Said(number, id, statement, ownIndex, registerIndex, Optional.empty(), true);
  }

  /** Whether nothing is left to do: what a register says that it took is not in its log yet. */
  public boolean isSettled() {
    return arrived || refused.isPresent();
  }
}
