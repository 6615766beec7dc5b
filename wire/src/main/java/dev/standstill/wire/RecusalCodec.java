package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.decision.Recusal;
import dev.standstill.core.record.Citation;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;

/** A party's stepping aside, as JSON. */
final class RecusalCodec implements BodyCodec<Recusal> {

  @Override
  public Class<Recusal> type() {
    return Recusal.class;
  }

  @Override
  public ObjectNode write(Recusal recusal) {
    ObjectNode node = Notation.object();
    node.set("clarification", Notation.citation(recusal.clarification()));
    return node.put("reason", recusal.reason());
  }

  @Override
  public Recusal read(StrictValue predicate) {
    StrictObject node = predicate.object("clarification", "reason");
    Citation clarification = Notation.citation(node.field("clarification"));
    String reason = node.field("reason").text();
    return predicate.build(() -> new Recusal(clarification, reason));
  }
}
