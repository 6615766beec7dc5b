package dev.standstill.node.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.wire.ConclusionsJson;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What changed, for those who listen: new checkpoints, and findings that were not there before. The
 * last ones are kept, so that whoever was away for a moment misses none; whoever was away longer is
 * told to read everything anew.
 */
final class Events {
  private static final int KEPT = 1024;

  /**
   * One of them.
   *
   * @param number counted from 1 in this process
   */
  record Event(long number, String name, String data) {}

  /** Numbers of another process mean nothing in this one. */
  private final String process = UUID.randomUUID().toString().substring(0, 8);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final Deque<Event> kept = new ArrayDeque<>();
  private Optional<Set<String>> findings = Optional.empty();
  private long last;
  private boolean closed;

  /** Compares with the reading before. */
  void folded(LogReading reading) throws IOException {
    Checkpoint checkpoint = reading.checkpoint();
    ObjectNode node = LogReading.checkpoint(checkpoint);
    node.put("asOf", reading.examination().asOf().toString());
    lock.lock();
    try {
      add("checkpoint", LogReading.text(node));
      Set<String> now = new HashSet<>();
      for (JsonNode finding :
          ConclusionsJson.tree(reading.examination().verification()).get("findings")) {
        String text = LogReading.text(finding);
        now.add(text);
        if (findings.isPresent() && !findings.get().contains(text)) {
          add("finding", text);
        }
      }
      findings = Optional.of(now);
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void add(String name, String data) {
    kept.addLast(new Event(++last, name, data));
    if (kept.size() > KEPT) {
      kept.removeFirst();
    }
  }

  String id(Event event) {
    return process + "-" + event.number();
  }

  /** The number after which somebody wants to hear, or empty if what came since is not known. */
  Optional<Long> since(String lastEventId) {
    lock.lock();
    try {
      String[] parts = lastEventId.split("-", -1);
      if (parts.length != 2 || !parts[0].equals(process) || !parts[1].matches("[0-9]{1,18}")) {
        return Optional.empty();
      }
      long number = Long.parseLong(parts[1]);
      long oldest = kept.isEmpty() ? last + 1 : kept.getFirst().number();
      return number <= last && number >= oldest - 1 ? Optional.of(number) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** The newest checkpoint's event and nothing before. */
  long beforeNewest() {
    lock.lock();
    try {
      return kept.reversed().stream()
          .filter(event -> event.name().equals("checkpoint"))
          .findFirst()
          .map(event -> event.number() - 1)
          .orElse(last);
    } finally {
      lock.unlock();
    }
  }

  /** Nobody waits any longer. */
  void close() {
    lock.lock();
    try {
      closed = true;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What came after a number; waits for it, but not longer than this. */
  List<Event> after(long number, long seconds) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.SECONDS.toNanos(seconds);
      while (last <= number && left > 0 && !closed) {
        left = more.awaitNanos(left);
      }
      return kept.stream().filter(event -> event.number() > number).toList();
    } finally {
      lock.unlock();
    }
  }
}
