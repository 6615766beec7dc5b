package dev.standstill.core.rule;

import dev.standstill.core.quantity.FlopInterval;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.rule.ScopeAnswer.Ground;
import dev.standstill.core.rule.ScopeAnswer.Ground.EvaluationFailed;
import dev.standstill.core.rule.ScopeAnswer.Ground.FactMissing;
import dev.standstill.core.rule.ScopeAnswer.Ground.MayBeMet;
import dev.standstill.core.rule.ScopeAnswer.Ground.Met;
import dev.standstill.core.rule.ScopeAnswer.InScope;
import dev.standstill.core.rule.ScopeAnswer.OutOfScope;
import dev.standstill.core.rule.ScopeAnswer.ScopeFact;
import dev.standstill.core.rule.StatedFact.Known;
import dev.standstill.core.rule.StatedFact.Unknown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a prohibition reaches: whatever any of its rules reaches.
 *
 * <p>The answer is total and fails closed. A rule leaves an operation alone only if every fact it
 * asks for is known and one of its conditions is surely not met; a rule about other kinds asks
 * nothing further. A fact that is missing is not made up for by another that would have settled it:
 * else whoever must state facts could choose which. A fault while one rule is evaluated is a ground
 * of its own, and the other rules are still evaluated.
 *
 * @param rules at least one, no id twice
 */
public record ScopeRules(List<ScopeRule> rules) {

  public ScopeRules {
    rules = List.copyOf(rules);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("a prohibition reaches something");
    }
    Set<String> ids = new HashSet<>();
    for (ScopeRule rule : rules) {
      if (!ids.add(rule.id())) {
        throw new IllegalArgumentException("scope rule " + rule.id() + " is there twice");
      }
    }
  }

  /** Whether this operation is in scope; never throws. */
  public ScopeAnswer of(Operation operation) {
    List<Ground> grounds = new ArrayList<>();
    for (ScopeRule rule : rules) {
      try {
        grounds.addAll(grounds(rule, operation));
      } catch (RuntimeException e) {
        // Whatever went wrong, nobody has shown that the operation is out of scope.
        grounds.add(new EvaluationFailed(rule.id(), e.toString()));
      }
    }
    return grounds.isEmpty() ? new OutOfScope() : new InScope(grounds);
  }

  private static List<Ground> grounds(ScopeRule rule, Operation operation) {
    List<Ground> missing = new ArrayList<>();
    switch (operation.kind()) {
      case Known<OperationKind>(OperationKind kind) -> {
        if (!rule.kinds().contains(kind)) {
          return List.of();
        }
      }
      case Unknown<OperationKind>(String why) ->
          missing.add(new FactMissing(rule.id(), ScopeFact.KIND, why));
    }
    Position all = Position.ABOVE;
    for (ScopeCondition condition : rule.conditions()) {
      lacking(condition, operation)
          .ifPresent(fact -> missing.add(new FactMissing(rule.id(), fact.fact(), fact.why())));
      all = all.and(position(condition, operation));
    }
    if (!missing.isEmpty()) {
      return missing;
    }
    return switch (all) {
      case ABOVE -> List.of(new Met(rule.id()));
      case STRADDLES, UNDECIDED -> List.of(new MayBeMet(rule.id()));
      case BELOW -> List.of();
    };
  }

  private record Lacking(ScopeFact fact, String why) {}

  private static Optional<Lacking> lacking(ScopeCondition condition, Operation operation) {
    return switch (condition) {
      case ScopeCondition.Lineage _ -> lacking(ScopeFact.LINEAGE_FLOP, operation.lineageFlop());
      case ScopeCondition.Cluster _ -> lacking(ScopeFact.CLUSTER, operation.cluster());
    };
  }

  private static <T> Optional<Lacking> lacking(ScopeFact which, StatedFact<T> fact) {
    return switch (fact) {
      case Known<T> _ -> Optional.empty();
      case Unknown<T>(String why) -> Optional.of(new Lacking(which, why));
    };
  }

  private static Position position(ScopeCondition condition, Operation operation) {
    return switch (condition) {
      case ScopeCondition.Lineage(Threshold.TrainingFlop(Comparison comparison, var value)) ->
          switch (operation.lineageFlop()) {
            case Known<FlopInterval>(var found) ->
                comparison.position(found.least(), found.most(), value);
            case Unknown<FlopInterval> _ -> Position.UNDECIDED;
          };
      case ScopeCondition.Cluster(Threshold.ClusterEquivalents threshold) ->
          switch (operation.cluster()) {
            case Known<FlopRate>(var cluster) -> threshold.position(cluster);
            case Unknown<FlopRate> _ -> Position.UNDECIDED;
          };
    };
  }
}
