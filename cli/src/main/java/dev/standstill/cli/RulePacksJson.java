package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.rule.Citation;
import dev.standstill.core.rule.Qualifier;
import dev.standstill.core.rule.Rule;
import dev.standstill.core.rule.RuleCatalogue;
import dev.standstill.core.rule.RulePack;
import dev.standstill.core.rule.Threshold;
import dev.standstill.wire.json.Words;
import java.time.LocalDate;

/** Rule packs as JSON. */
final class RulePacksJson {

  private RulePacksJson() {}

  static ObjectNode of(RuleCatalogue catalogue, LocalDate day) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode packs = root.putArray("packs");
    for (RulePack pack : catalogue.packs()) {
      ObjectNode node =
          packs
              .addObject()
              .put("pack", pack.name())
              .put("title", pack.title())
              .put("standing", Words.of(pack.validity().on(day)));
      cite(node, pack.citation());
      ArrayNode rules = node.putArray("rules");
      pack.rules().forEach(rule -> rule(rules.addObject(), rule));
    }
    return root;
  }

  private static void rule(ObjectNode node, Rule rule) {
    node.put("rule", rule.id()).put("subject", Words.of(rule.subject()));
    ArrayNode conditions = node.putArray("conditions");
    for (Threshold condition : rule.conditions()) {
      conditions.add(RuleWords.threshold(condition));
    }
    ArrayNode onlyIf = node.putArray("onlyIf");
    for (Qualifier qualifier : rule.qualifiers()) {
      onlyIf.add(qualifier.clause());
    }
    node.put("duty", rule.duty().clause())
        .put("deadline", RuleWords.deadline(rule.duty().deadline()));
    cite(node, rule.citation());
  }

  private static void cite(ObjectNode node, Citation citation) {
    node.putObject("source")
        .put("text", citation.text())
        .put("date", citation.date())
        .put("status", Words.of(citation.status()));
  }
}
