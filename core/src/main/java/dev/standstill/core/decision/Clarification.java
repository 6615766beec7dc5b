package dev.standstill.core.decision;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import java.util.List;

/**
 * A question to a party; it opens a case, whose name is the id of this statement.
 *
 * @param asked who shall reply, and has no voice in the case
 * @param findings what it is about, at least one, none twice
 * @param question in one line
 */
public record Clarification(PartyId asked, List<Citation> findings, String question)
    implements StatementBody {

  public Clarification {
    findings = List.copyOf(findings);
    if (findings.isEmpty() || findings.stream().distinct().count() != findings.size()) {
      throw new IllegalArgumentException("a clarification cites findings, each once");
    }
    if (question.isBlank()) {
      throw new IllegalArgumentException("a clarification asks something");
    }
  }

  @Override
  public StatementKind kind() {
    return StatementKind.CLARIFICATION;
  }
}
