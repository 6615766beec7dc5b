package dev.standstill.node.projection;

import java.util.Optional;

/**
 * Which statements somebody asks for.
 *
 * @param after only those of a later place
 * @param limit how many at most
 */
public record StatementQuery(
    Optional<String> kind,
    Optional<String> author,
    Optional<String> site,
    Optional<String> id,
    long after,
    int limit) {

  /** All of a log that is small. */
  public static StatementQuery all() {
    return new StatementQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        -1,
        Integer.MAX_VALUE);
  }

  /** The inclusions of one statement. */
  public static StatementQuery of(String id) {
    return new StatementQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(id),
        -1,
        Integer.MAX_VALUE);
  }
}
