package dev.standstill.core.decision;

import dev.standstill.core.record.Citation;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;

/**
 * The party that signs this asks that an order be reconsidered. It suspends nothing: that takes an
 * order to stay, with the quorum the charter names for it.
 *
 * @param order the order, at an inclusion that carried its quorum
 * @param grounds in one line
 */
public record Appeal(Citation order, String grounds) implements StatementBody {

  public Appeal {
    if (grounds.isBlank()) {
      throw new IllegalArgumentException("an appeal gives grounds");
    }
  }

  @Override
  public StatementKind kind() {
    return StatementKind.APPEAL;
  }
}
