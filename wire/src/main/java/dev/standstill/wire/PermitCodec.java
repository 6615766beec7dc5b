package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.permit.Permit;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.record.Citation;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.util.Optional;
import java.util.Set;

/** What a quorum permits, as JSON. */
final class PermitCodec implements BodyCodec<Permit> {

  @Override
  public Class<Permit> type() {
    return Permit.class;
  }

  @Override
  public ObjectNode write(Permit permit) {
    ObjectNode node = Notation.object();
    node.set("terms", PermitTermsNotation.write(permit.terms()));
    permit.request().ifPresent(request -> node.set("request", Notation.citation(request)));
    node.put("proposer", permit.proposer().name());
    node.set("recused", Notation.parties(permit.recused()));
    return node.put("reason", permit.reason());
  }

  @Override
  public Permit read(StrictValue predicate) {
    StrictObject node = predicate.object("terms", "request", "proposer", "recused", "reason");
    PermitTerms terms = PermitTermsNotation.read(node.field("terms"));
    Optional<Citation> request = node.optional("request").map(Notation::citation);
    PartyId proposer = Notation.party(node.field("proposer"));
    Set<PartyId> recused = Notation.parties(node.field("recused"));
    String reason = node.field("reason").text();
    return predicate.build(() -> new Permit(terms, request, proposer, recused, reason));
  }
}
