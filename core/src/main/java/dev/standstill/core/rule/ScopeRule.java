package dev.standstill.core.rule;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One sentence of a prohibition: operations of these kinds that meet all of these conditions.
 *
 * @param id short, unique within its scope
 * @param kinds which operations it is about, at least one
 * @param conditions all of which must be met; none means every operation of these kinds
 */
public record ScopeRule(String id, Set<OperationKind> kinds, List<ScopeCondition> conditions) {

  public ScopeRule {
    Rule.requireId(id);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("scope rule " + id + " is about no kind of operation");
    }
    // Not Set.copyOf: its order differs from one start of the machine to the next.
    kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
    conditions = List.copyOf(conditions);
  }
}
