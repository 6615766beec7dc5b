package dev.standstill.node.projection;

/**
 * One thing that was concluded, as it is answered.
 *
 * @param collection what it is one of
 * @param party whom it is about; empty if nobody
 * @param site which site; empty if none
 * @param content JSON in one line
 */
public record Document(Collection collection, String party, String site, String content) {

  /** What there is to ask for beside statements. A closed list: each is a path of the register. */
  public enum Collection {
    CONCLUSIONS,
    FINDINGS,
    BALANCES,
    SITES,
    PARTIES,
    ORDERS,
    PERMITS
  }
}
