package dev.standstill.core.rule;

import dev.standstill.core.rule.Threshold.ClusterEquivalents;
import dev.standstill.core.rule.Threshold.TrainingFlop;

/** What a scope rule may ask beside the kind. A closed list: no expressions. */
public sealed interface ScopeCondition {

  /** The cumulative operations of the lineage. */
  record Lineage(TrainingFlop threshold) implements ScopeCondition {}

  /** The size of the cluster. */
  record Cluster(ClusterEquivalents threshold) implements ScopeCondition {}
}
