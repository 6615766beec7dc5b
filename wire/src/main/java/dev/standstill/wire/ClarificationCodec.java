package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.decision.Clarification;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Citation;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.util.List;

/** A question that opens a case, as JSON. */
final class ClarificationCodec implements BodyCodec<Clarification> {

  @Override
  public Class<Clarification> type() {
    return Clarification.class;
  }

  @Override
  public ObjectNode write(Clarification asked) {
    return Notation.object()
        .put("asked", asked.asked().name())
        .<ObjectNode>set("findings", Notation.citations(asked.findings()))
        .put("question", asked.question());
  }

  @Override
  public Clarification read(StrictValue predicate) {
    StrictObject node = predicate.object("asked", "findings", "question");
    PartyId asked = Notation.party(node.field("asked"));
    List<Citation> findings = Notation.citations(node.field("findings"));
    String question = node.field("question").text();
    return predicate.build(() -> new Clarification(asked, findings, question));
  }
}
