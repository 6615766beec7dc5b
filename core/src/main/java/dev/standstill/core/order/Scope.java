package dev.standstill.core.order;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.rule.OperationKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What an order is about.
 *
 * @param subjects whom it binds
 * @param operations which kinds of operation
 * @param lineageAbove only lineages whose executed FLOP, all periods together, exceed this; zero
 *     for every lineage. A lineage whose total nobody knows is above it
 */
public record Scope(Subjects subjects, Set<OperationKind> operations, Flop lineageAbove) {

  public Scope {
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("an order names at least one kind of operation");
    }
    operations = Collections.unmodifiableSet(EnumSet.copyOf(operations));
  }

  /** Whether an operation of this kind, bringing its lineage to so many FLOP, is meant. */
  public boolean includes(OperationKind operation, Flop lineageTotal) {
    boolean above = lineageAbove.isZero() || lineageTotal.compareTo(lineageAbove) > 0;
    return above && operations.contains(operation);
  }
}
