package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.order.AdoptionCondition;
import dev.standstill.core.order.AdoptionCondition.Adopters;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Order;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.record.Citation;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.util.Optional;
import java.util.Set;

/** An order as JSON. */
final class OrderCodec implements BodyCodec<Order> {

  @Override
  public Class<Order> type() {
    return Order.class;
  }

  @Override
  public ObjectNode write(Order order) {
    ObjectNode node = Notation.object();
    node.set("measure", MeasureNotation.write(order.measure()));
    node.put("proposer", order.proposer().name());
    node.set("excluded", Notation.parties(order.excluded()));
    node.set("recused", Notation.parties(order.recused()));
    order.ruling().ifPresent(ruling -> node.set("ruling", Notation.citation(ruling)));
    order.condition().ifPresent(condition -> node.set("condition", write(condition)));
    return node.put("reason", order.reason());
  }

  private static ObjectNode write(AdoptionCondition condition) {
    ObjectNode node = Notation.object();
    ObjectNode adopters = node.putObject("adopters");
    switch (condition.adopters()) {
      case Adopters.Named(Set<PartyId> parties) ->
          adopters.set("parties", Notation.parties(parties));
      case Adopters.Share(PartsPerMillion share) -> adopters.put("knownComputePpm", share.value());
    }
    condition
        .otherwiseFlopPerDay()
        .ifPresent(cap -> node.put("otherwiseFlopPerDay", cap.toString()));
    return node;
  }

  @Override
  public Order read(StrictValue predicate) {
    StrictObject node =
        predicate.object(
            "measure", "proposer", "excluded", "recused", "ruling", "condition", "reason");
    Measure measure = MeasureNotation.read(node.field("measure"));
    PartyId proposer = Notation.party(node.field("proposer"));
    Set<PartyId> excluded = Notation.parties(node.field("excluded"));
    Set<PartyId> recused = Notation.parties(node.field("recused"));
    Optional<Citation> ruling = node.optional("ruling").map(Notation::citation);
    Optional<AdoptionCondition> condition = node.optional("condition").map(OrderCodec::condition);
    String reason = node.field("reason").text();
    return predicate.build(
        () -> new Order(measure, proposer, excluded, recused, ruling, condition, reason));
  }

  private static AdoptionCondition condition(StrictValue value) {
    StrictObject node = value.object("adopters", "otherwiseFlopPerDay");
    Adopters adopters = adopters(node.field("adopters"));
    Optional<Flop> otherwise = node.optional("otherwiseFlopPerDay").map(Notation::flop);
    return new AdoptionCondition(adopters, otherwise);
  }

  private static Adopters adopters(StrictValue value) {
    StrictObject node = value.object("parties", "knownComputePpm");
    if (Notation.only(value, node, "parties", "knownComputePpm").equals("parties")) {
      Set<PartyId> parties = Notation.parties(node.field("parties"));
      return value.build(() -> new Adopters.Named(parties));
    }
    PartsPerMillion share = Notation.partsPerMillion(node.field("knownComputePpm"));
    return value.build(() -> new Adopters.Share(share));
  }
}
