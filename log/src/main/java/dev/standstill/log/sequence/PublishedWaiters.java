package dev.standstill.log.sequence;

import dev.standstill.log.note.SignedNote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;

/** Who waits until a published checkpoint covers an entry. */
final class PublishedWaiters {
  /** Whoever asks for more at once is refused as busy. */
  private static final int WAITERS_MAX = 1 << 20;

  private record Waiter(long index, CompletableFuture<SignedNote> covered) {}

  private final PriorityQueue<Waiter> waiters =
      new PriorityQueue<>(Comparator.comparingLong(Waiter::index));
  private Optional<SignedNote> latest = Optional.empty();
  private long size;
  private Optional<AppendRefusedException> closed = Optional.empty();

  synchronized Optional<SignedNote> latest() {
    return latest;
  }

  CompletableFuture<SignedNote> waitFor(long index) {
    CompletableFuture<SignedNote> covered = new CompletableFuture<>();
    Optional<AppendRefusedException> refused = Optional.empty();
    Optional<SignedNote> known = Optional.empty();
    synchronized (this) {
      if (index < size) {
        known = latest;
      } else if (closed.isPresent()) {
        refused = closed;
      } else if (waiters.size() >= WAITERS_MAX) {
        refused =
            Optional.of(
                new AppendRefusedException(
                    AppendRefusedException.Reason.BUSY, "too many wait for publication"));
      } else {
        waiters.add(new Waiter(index, covered));
      }
    }
    known.ifPresent(covered::complete);
    refused.ifPresent(covered::completeExceptionally);
    return covered;
  }

  /** Takes note of a published checkpoint and answers with whom it covers. */
  synchronized List<CompletableFuture<SignedNote>> published(SignedNote note, long newSize) {
    latest = Optional.of(note);
    size = newSize;
    List<CompletableFuture<SignedNote>> covered = new ArrayList<>();
    for (Waiter next = waiters.peek();
        next != null && next.index() < newSize;
        next = waiters.peek()) {
      covered.add(next.covered());
      waiters.remove();
    }
    return covered;
  }

  /** Refuses everybody, now and later, whose entry is not covered. */
  synchronized List<CompletableFuture<SignedNote>> close(AppendRefusedException reason) {
    closed = closed.or(() -> Optional.of(reason));
    List<CompletableFuture<SignedNote>> refused = waiters.stream().map(Waiter::covered).toList();
    waiters.clear();
    return refused;
  }
}
