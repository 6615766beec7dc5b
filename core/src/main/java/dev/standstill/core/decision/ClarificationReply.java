package dev.standstill.core.decision;

import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import java.util.List;

/**
 * What the party that was asked replies.
 *
 * @param clarification the question
 * @param evidence statements it rests on
 * @param contents digests of other contents it rests on
 * @param reply in one line
 */
public record ClarificationReply(
    Citation clarification, List<Citation> evidence, List<Digest> contents, String reply)
    implements StatementBody {

  public ClarificationReply {
    evidence = List.copyOf(evidence);
    contents = List.copyOf(contents);
    if (reply.isBlank()) {
      throw new IllegalArgumentException("a reply says something");
    }
  }

  @Override
  public StatementKind kind() {
    return StatementKind.CLARIFICATION_REPLY;
  }
}
