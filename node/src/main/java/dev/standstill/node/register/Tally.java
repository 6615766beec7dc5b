package dev.standstill.node.register;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What happened to statements since this process began. */
final class Tally {
  private final LongAdder accepted = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final Map<Problem, LongAdder> refused = new EnumMap<>(Problem.class);

  Tally() {
    for (Problem problem : Problem.values()) {
      refused.put(problem, new LongAdder());
    }
  }

  void accepted() {
    accepted.increment();
  }

  void duplicate() {
    duplicates.increment();
  }

  void refused(Problem problem) {
    Objects.requireNonNull(refused.get(problem)).increment();
  }

  long acceptedCount() {
    return accepted.sum();
  }

  long duplicateCount() {
    return duplicates.sum();
  }

  long refusedCount(Problem problem) {
    return Objects.requireNonNull(refused.get(problem)).sum();
  }
}
