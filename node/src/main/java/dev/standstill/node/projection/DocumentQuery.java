package dev.standstill.node.projection;

import java.util.Optional;

/**
 * Which documents somebody asks for.
 *
 * @param after only those of a later place
 * @param limit how many at most
 */
public record DocumentQuery(
    Document.Collection collection,
    Optional<String> party,
    Optional<String> site,
    long after,
    int limit) {

  /** All of a collection. */
  public static DocumentQuery all(Document.Collection collection) {
    return new DocumentQuery(collection, Optional.empty(), Optional.empty(), -1, Integer.MAX_VALUE);
  }

  /** All that is about one site. */
  public static DocumentQuery of(Document.Collection collection, String party, String site) {
    return new DocumentQuery(
        collection, Optional.of(party), Optional.of(site), -1, Integer.MAX_VALUE);
  }
}
