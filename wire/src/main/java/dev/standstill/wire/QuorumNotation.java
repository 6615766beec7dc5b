package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.util.List;

/** A quorum as JSON: {@code {"party":"a"}} or {@code {"atLeast":2,"of":[...]}}. */
final class QuorumNotation {

  private QuorumNotation() {}

  static ObjectNode write(Quorum quorum) {
    return switch (quorum) {
      case Quorum.Member(PartyId party) -> Notation.object().put("party", party.name());
      case Quorum.AtLeast(int threshold, List<Quorum> members) -> {
        ObjectNode node = Notation.object().put("atLeast", threshold);
        ArrayNode of = node.putArray("of");
        members.forEach(member -> of.add(write(member)));
        yield node;
      }
    };
  }

  static Quorum read(StrictValue value) {
    StrictObject node = value.object("party", "atLeast", "of");
    return switch (Notation.only(value, node, "party", "of")) {
      case "party" -> {
        node.optional("atLeast")
            .ifPresent(extra -> {
              throw extra.refused("a party by itself needs no count");
            });
        yield new Quorum.Member(Notation.party(node.field("party")));
      }
      default -> {
        int threshold = node.field("atLeast").count(1);
        List<Quorum> members = node.field("of").list(QuorumNotation::read);
        yield value.build(() -> new Quorum.AtLeast(threshold, members));
      }
    };
  }
}
