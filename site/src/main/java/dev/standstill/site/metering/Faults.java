package dev.standstill.site.metering;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Faults as they come, counted by reason and subject. Memory is bounded: whoever sends garbage
 * under ever new names fills one last line of each reason and nothing else.
 */
public final class Faults {
  private static final int LINES_MAX = 1_000;
  private static final String OTHERS = "others";

  /**
   * So many faults of one reason and subject.
   *
   * @param latest the last of them
   * @param count how many there were
   */
  public record Line(Fault latest, long count) {}

  private record Key(Fault.Reason reason, String subject) {}

  private final Map<Key, Line> lines = new LinkedHashMap<>();

  /** Takes one fault. */
  public void add(Fault fault) {
    add(fault, 1);
  }

  /** Takes so many faults of one kind. */
  public synchronized void add(Fault fault, long count) {
    Key key = new Key(fault.reason(), fault.subject());
    if (lines.size() >= LINES_MAX && !lines.containsKey(key)) {
      key = new Key(fault.reason(), OTHERS);
    }
    lines.merge(key, new Line(fault, count), (old, now) -> new Line(fault, old.count + count));
  }

  /** Takes several. */
  public void addAll(Iterable<Fault> faults) {
    faults.forEach(this::add);
  }

  /** What was counted so far, oldest first. */
  public synchronized List<Line> lines() {
    return new ArrayList<>(lines.values());
  }

  /** How many faults of a reason were counted so far. */
  public synchronized long count(Fault.Reason reason) {
    return lines.entrySet().stream()
        .filter(line -> line.getKey().reason == reason)
        .mapToLong(line -> line.getValue().count)
        .sum();
  }
}
