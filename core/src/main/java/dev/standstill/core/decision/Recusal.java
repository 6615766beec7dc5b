package dev.standstill.core.decision;

import dev.standstill.core.record.Citation;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;

/**
 * The party that signs this steps aside in a case.
 *
 * @param clarification what opened the case
 * @param reason in one line
 */
public record Recusal(Citation clarification, String reason) implements StatementBody {

  public Recusal {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a recusal gives a reason");
    }
  }

  @Override
  public StatementKind kind() {
    return StatementKind.RECUSAL;
  }
}
