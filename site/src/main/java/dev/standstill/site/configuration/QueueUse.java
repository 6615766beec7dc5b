package dev.standstill.site.configuration;

import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.site.AreaId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a partition or namespace is for.
 *
 * @param area the compute balance area whose devices it uses
 * @param operations the kinds of operation that may run there. A job counts as each of them that
 *     its permit does not rule out: if one of them must not run, it must not
 * @param devicePeak what the fastest of its devices can do at most
 */
public record QueueUse(AreaId area, Set<OperationKind> operations, FlopRate devicePeak) {

  public QueueUse {
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("a queue is for at least one kind of operation");
    }
    operations = Collections.unmodifiableSet(EnumSet.copyOf(operations));
  }
}
