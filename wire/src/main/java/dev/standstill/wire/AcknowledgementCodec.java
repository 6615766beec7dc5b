package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.order.Acknowledgement;
import dev.standstill.core.record.Citation;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;

/** A site's receipt of an order, as JSON. */
final class AcknowledgementCodec implements BodyCodec<Acknowledgement> {

  @Override
  public Class<Acknowledgement> type() {
    return Acknowledgement.class;
  }

  @Override
  public ObjectNode write(Acknowledgement receipt) {
    ObjectNode node = Notation.object().put("site", receipt.site());
    node.set("order", Notation.citation(receipt.order()));
    receipt.halted().ifPresent(time -> node.put("halted", Notation.time(time)));
    return node;
  }

  @Override
  public Acknowledgement read(StrictValue predicate) {
    StrictObject node = predicate.object("site", "order", "halted");
    String site = Notation.siteName(node.field("site"));
    Citation order = Notation.citation(node.field("order"));
    return new Acknowledgement(site, order, node.optional("halted").map(StrictValue::instant));
  }
}
