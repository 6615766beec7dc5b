package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.decision.ClarificationReply;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.util.List;

/** What the party that was asked replies, as JSON. */
final class ClarificationReplyCodec implements BodyCodec<ClarificationReply> {

  @Override
  public Class<ClarificationReply> type() {
    return ClarificationReply.class;
  }

  @Override
  public ObjectNode write(ClarificationReply reply) {
    ObjectNode node = Notation.object();
    node.set("clarification", Notation.citation(reply.clarification()));
    node.set("evidence", Notation.citations(reply.evidence()));
    node.set("contents", Notation.digests(reply.contents()));
    return node.put("reply", reply.reply());
  }

  @Override
  public ClarificationReply read(StrictValue predicate) {
    StrictObject node = predicate.object("clarification", "evidence", "contents", "reply");
    Citation clarification = Notation.citation(node.field("clarification"));
    List<Citation> evidence = Notation.citations(node.field("evidence"));
    List<Digest> contents = node.field("contents").list(Notation::digest);
    String reply = node.field("reply").text();
    return predicate.build(() -> new ClarificationReply(clarification, evidence, contents, reply));
  }
}
