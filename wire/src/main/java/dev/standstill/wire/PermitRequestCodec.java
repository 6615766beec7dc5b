package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.permit.PermitRequest;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;

/** A party asks for a permit, as JSON. */
final class PermitRequestCodec implements BodyCodec<PermitRequest> {

  @Override
  public Class<PermitRequest> type() {
    return PermitRequest.class;
  }

  @Override
  public ObjectNode write(PermitRequest request) {
    ObjectNode node = Notation.object();
    node.set("terms", PermitTermsNotation.write(request.terms()));
    return node.put("reason", request.reason());
  }

  @Override
  public PermitRequest read(StrictValue predicate) {
    StrictObject node = predicate.object("terms", "reason");
    PermitTerms terms = PermitTermsNotation.read(node.field("terms"));
    String reason = node.field("reason").text();
    return predicate.build(() -> new PermitRequest(terms, reason));
  }
}
