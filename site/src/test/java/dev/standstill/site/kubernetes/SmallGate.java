package dev.standstill.site.kubernetes;

import dev.standstill.site.gate.Answer;
import dev.standstill.site.gate.Gate;
import dev.standstill.site.gate.Occasion;
import dev.standstill.site.workload.Demand;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A gate with one rule: without a permit, all jobs together may have so many devices. It counts
 * what it admits, by job, as the site's gate does.
 */
final class SmallGate implements Gate {
  private final int free;
  private final Map<String, Integer> counted = new ConcurrentHashMap<>();
  private final List<Demand> asked = new CopyOnWriteArrayList<>();
  private volatile boolean paused;
  private volatile Runnable before = () -> {};

  SmallGate(int free) {
    this.free = free;
  }

  @Override
  public Answer ask(Occasion occasion, Optional<String> job, Demand demand) {
    Answer answer = wouldAnswer(job, demand);
    if (answer instanceof Answer.Admit && demand.permit().isEmpty()) {
      counted.put(job.orElse("admission " + counted.size()), demand.devices());
    }
    return answer;
  }

  @Override
  public Answer wouldAnswer(Optional<String> job, Demand demand) {
    before.run();
    asked.add(demand);
    if (paused) {
      return new Answer.Refuse("paused", "order pause-1 is in force", Optional.empty());
    }
    int others =
        counted.entrySet().stream()
            .filter(each -> !each.getKey().equals(job.orElse("")))
            .mapToInt(Map.Entry::getValue)
            .sum();
    return demand.permit().isPresent() || others + demand.devices() <= free
        ? new Answer.Admit()
        : new Answer.Refuse("permit-missing", demand.devices() + " devices", Optional.empty());
  }

  void pause(boolean now) {
    paused = now;
  }

  /** What happens before each answer. */
  void before(Runnable action) {
    before = action;
  }

  List<Demand> asked() {
    return List.copyOf(asked);
  }

  int counted() {
    return counted.values().stream().mapToInt(Integer::intValue).sum();
  }
}
