package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.charter.BreakGlassRules;
import dev.standstill.core.charter.CriticalService;
import dev.standstill.core.charter.PermitRules;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.rule.Comparison;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.rule.ScopeCondition;
import dev.standstill.core.rule.ScopeRule;
import dev.standstill.core.rule.ScopeRules;
import dev.standstill.core.rule.Threshold;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import dev.standstill.wire.json.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What needs a permit and how one comes about, as JSON. */
final class PermitRulesNotation {

  private PermitRulesNotation() {}

  static ObjectNode write(PermitRules rules) {
    ObjectNode node = Notation.object();
    ArrayNode scope = node.putArray("scope");
    rules.scope().rules().forEach(rule -> scope.add(write(rule)));
    node.put("noticePeriodSeconds", Notation.seconds(rules.noticePeriod()))
        .put("tacitApproval", rules.tacitApproval())
        .put("lengthMaxSeconds", Notation.seconds(rules.lengthMax()));
    rules.budgetMax().ifPresent(budget -> node.put("budgetMaxFlop", budget.toString()));
    if (!rules.criticalServices().isEmpty()) {
      node.set(
          "criticalServices",
          Notation.strings(rules.criticalServices().stream().map(CriticalService::name).toList()));
    }
    rules.breakGlass().ifPresent(glass -> node.set("breakGlass", write(glass)));
    return node;
  }

  private static ObjectNode write(BreakGlassRules glass) {
    ObjectNode node = Notation.object();
    node.set("quorum", QuorumNotation.write(glass.quorum()));
    return node.put("lengthMaxSeconds", Notation.seconds(glass.lengthMax()));
  }

  private static ObjectNode write(ScopeRule rule) {
    ObjectNode node = Notation.object().put("id", rule.id());
    node.set("operations", Notation.words(rule.kinds()));
    ArrayNode conditions = node.putArray("conditions");
    rule.conditions().forEach(condition -> conditions.add(write(condition)));
    return node;
  }

  private static ObjectNode write(ScopeCondition condition) {
    ObjectNode node = Notation.object();
    switch (condition) {
      case ScopeCondition.Lineage(var threshold) ->
          node.putObject("lineage")
              .put("comparison", Words.of(threshold.comparison()))
              .put("flop", threshold.value().toString());
      case ScopeCondition.Cluster(var threshold) ->
          node.putObject("cluster")
              .put("comparison", Words.of(threshold.comparison()))
              .put("equivalents", threshold.equivalents())
              .put("h100FlopPerSecond", threshold.h100().perSecond().toString());
    }
    return node;
  }

  static PermitRules read(StrictValue value) {
    StrictObject node =
        value.object(
            "scope",
            "noticePeriodSeconds",
            "tacitApproval",
            "lengthMaxSeconds",
            "budgetMaxFlop",
            "criticalServices",
            "breakGlass");
    StrictValue list = node.field("scope");
    List<ScopeRule> rules = list.list(PermitRulesNotation::rule);
    ScopeRules scope = list.build(() -> new ScopeRules(rules));
    Duration notice = Notation.seconds(node.field("noticePeriodSeconds"));
    boolean tacit = node.field("tacitApproval").flag();
    Duration length = Notation.seconds(node.field("lengthMaxSeconds"));
    Optional<Flop> budget = node.optional("budgetMaxFlop").map(Notation::flop);
    Set<CriticalService> services =
        node.optional("criticalServices").map(PermitRulesNotation::services).orElse(Set.of());
    Optional<BreakGlassRules> glass = node.optional("breakGlass").map(PermitRulesNotation::glass);
    return value.build(
        () -> new PermitRules(scope, notice, tacit, length, budget, services, glass));
  }

  private static Set<CriticalService> services(StrictValue value) {
    List<CriticalService> services = value.distinct(Notation::criticalService);
    if (services.isEmpty()) {
      throw value.refused("name a service, or leave the field out");
    }
    return Set.copyOf(services);
  }

  private static BreakGlassRules glass(StrictValue value) {
    StrictObject node = value.object("quorum", "lengthMaxSeconds");
    Quorum quorum = QuorumNotation.read(node.field("quorum"));
    Duration length = Notation.seconds(node.field("lengthMaxSeconds"));
    return value.build(() -> new BreakGlassRules(quorum, length));
  }

  private static ScopeRule rule(StrictValue value) {
    StrictObject node = value.object("id", "operations", "conditions");
    String id = node.field("id").text();
    List<OperationKind> operations =
        node.field("operations").distinct(kind -> kind.word(OperationKind.class));
    List<ScopeCondition> conditions = node.field("conditions").list(PermitRulesNotation::condition);
    return value.build(() -> new ScopeRule(id, Set.copyOf(operations), conditions));
  }

  private static ScopeCondition condition(StrictValue value) {
    StrictObject node = value.object("lineage", "cluster");
    return switch (Notation.only(value, node, "lineage", "cluster")) {
      case "lineage" -> lineage(node.field("lineage"));
      default -> cluster(node.field("cluster"));
    };
  }

  private static ScopeCondition lineage(StrictValue value) {
    StrictObject node = value.object("comparison", "flop");
    Comparison comparison = node.field("comparison").word(Comparison.class);
    Flop flop = Notation.flop(node.field("flop"));
    return new ScopeCondition.Lineage(new Threshold.TrainingFlop(comparison, flop));
  }

  private static ScopeCondition cluster(StrictValue value) {
    StrictObject node = value.object("comparison", "equivalents", "h100FlopPerSecond");
    Comparison comparison = node.field("comparison").word(Comparison.class);
    long equivalents = node.field("equivalents").integer(0, Long.MAX_VALUE);
    FlopRate h100 = Notation.flopRate(node.field("h100FlopPerSecond"));
    return new ScopeCondition.Cluster(
        new Threshold.ClusterEquivalents(comparison, equivalents, h100));
  }
}
