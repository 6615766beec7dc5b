package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.rule.DutyPosition;
import dev.standstill.core.rule.FlopEstimate;
import dev.standstill.wire.json.Words;
import java.time.LocalDate;
import java.util.List;

/**
 * Estimates and duties as JSON: FLOP as decimal strings, an interval as its two ends. A convention
 * without its inputs is not there; a duty that does not fall due, or on no known day, is due null.
 */
final class EstimatesJson {

  private EstimatesJson() {}

  static ObjectNode of(List<FlopEstimate> estimates, List<DutyPosition> duties) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode figures = root.putArray("estimates");
    for (FlopEstimate estimate : estimates) {
      figures
          .addObject()
          .put("convention", Words.of(estimate.convention()))
          .put("flop", estimate.flop().toString())
          .putArray("interval")
          .add(estimate.interval().least().toString())
          .add(estimate.interval().most().toString());
    }
    ArrayNode positions = root.putArray("duties");
    for (DutyPosition duty : duties) {
      positions
          .addObject()
          .put("pack", duty.pack().name())
          .put("rule", duty.rule().id())
          .put("position", Words.of(duty.position()))
          .put("due", duty.due().map(LocalDate::toString).orElse(null));
    }
    return root;
  }
}
