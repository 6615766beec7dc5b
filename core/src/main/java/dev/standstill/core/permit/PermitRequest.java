package dev.standstill.core.permit;

import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;

/**
 * A party asks for a permit for a site of its own.
 *
 * @param terms what it asks for
 * @param reason what for, in one line
 */
public record PermitRequest(PermitTerms terms, String reason) implements StatementBody {

  public PermitRequest {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a request gives a reason");
    }
  }

  @Override
  public StatementKind kind() {
    return StatementKind.PERMIT_REQUEST;
  }
}
