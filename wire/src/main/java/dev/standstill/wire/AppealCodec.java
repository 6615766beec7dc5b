package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.decision.Appeal;
import dev.standstill.core.record.Citation;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;

/** An appeal against an order, as JSON. */
final class AppealCodec implements BodyCodec<Appeal> {

  @Override
  public Class<Appeal> type() {
    return Appeal.class;
  }

  @Override
  public ObjectNode write(Appeal appeal) {
    ObjectNode node = Notation.object();
    node.set("order", Notation.citation(appeal.order()));
    return node.put("grounds", appeal.grounds());
  }

  @Override
  public Appeal read(StrictValue predicate) {
    StrictObject node = predicate.object("order", "grounds");
    Citation order = Notation.citation(node.field("order"));
    String grounds = node.field("grounds").text();
    return predicate.build(() -> new Appeal(order, grounds));
  }
}
