package dev.standstill.wire;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.record.StatementBody;

/**
 * What somebody says under an agreement.
 *
 * @param binding which agreement; the log's key exactly for a charter of version 1
 * @param body what is said
 */
public record Statement(Binding binding, StatementBody body) {

  public Statement {
    boolean first = body instanceof Charter charter && charter.version() == 1;
    if (first != (binding instanceof Binding.ToLogKey)) {
      throw new IllegalArgumentException(
          "a charter of version 1, and only that, is bound to the log-key");
    }
  }
}
