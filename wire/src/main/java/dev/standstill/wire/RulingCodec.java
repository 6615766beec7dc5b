package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.decision.Ruling;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Citation;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import dev.standstill.wire.json.Words;
import java.util.List;
import java.util.Set;

/** What a quorum decides in a case, as JSON. */
final class RulingCodec implements BodyCodec<Ruling> {

  @Override
  public Class<Ruling> type() {
    return Ruling.class;
  }

  @Override
  public ObjectNode write(Ruling ruling) {
    ObjectNode node = Notation.object();
    node.set("clarification", Notation.citation(ruling.clarification()));
    node.put("outcome", Words.of(ruling.outcome()));
    node.put("proposer", ruling.proposer().name());
    node.set("accused", Notation.parties(ruling.accused()));
    node.set("recused", Notation.parties(ruling.recused()));
    node.set("grounds", Notation.citations(ruling.grounds()));
    node.set("reasons", Notation.strings(ruling.reasons()));
    ArrayNode dissents = node.putArray("dissents");
    for (Ruling.Dissent dissent : ruling.dissents()) {
      dissents.addObject().put("party", dissent.party().name()).put("reason", dissent.reason());
    }
    return node;
  }

  @Override
  public Ruling read(StrictValue predicate) {
    StrictObject node =
        predicate.object(
            "clarification",
            "outcome",
            "proposer",
            "accused",
            "recused",
            "grounds",
            "reasons",
            "dissents");
    Citation clarification = Notation.citation(node.field("clarification"));
    Ruling.Outcome outcome = node.field("outcome").word(Ruling.Outcome.class);
    PartyId proposer = Notation.party(node.field("proposer"));
    Set<PartyId> accused = Notation.parties(node.field("accused"));
    Set<PartyId> recused = Notation.parties(node.field("recused"));
    List<Citation> grounds = Notation.citations(node.field("grounds"));
    List<String> reasons = node.field("reasons").list(StrictValue::text);
    List<Ruling.Dissent> dissents = node.field("dissents").list(RulingCodec::dissent);
    return predicate.build(() ->
        new Ruling(clarification, outcome, proposer, accused, recused, grounds, reasons, dissents));
  }

  private static Ruling.Dissent dissent(StrictValue value) {
    StrictObject node = value.object("party", "reason");
    PartyId party = Notation.party(node.field("party"));
    String reason = node.field("reason").text();
    return value.build(() -> new Ruling.Dissent(party, reason));
  }
}
