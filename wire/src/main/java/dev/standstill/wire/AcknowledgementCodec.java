package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.order.Acknowledgement;
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
    return Notation.object()
        .put("site", receipt.site())
        .set("order", Notation.citation(receipt.order()));
  }

  @Override
  public Acknowledgement read(StrictValue predicate) {
    StrictObject node = predicate.object("site", "order");
    String site = Notation.siteName(node.field("site"));
    return new Acknowledgement(site, Notation.citation(node.field("order")));
  }
}
