package dev.standstill.log.sequence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Entries that wait for the sequencer, within bounds; also where the sequencer sleeps. */
final class AppendQueue {
  /** Time that is long enough to mean: until something happens. */
  static final long FOREVER = TimeUnit.DAYS.toNanos(365);

  /** An entry and whom to tell. */
  static final class Waiting {
    private final byte[] entry;
    private final CompletableFuture<Receipt> receipt = new CompletableFuture<>();

    Waiting(byte[] entry) {
      this.entry = entry.clone();
    }

    byte[] entry() {
      return entry;
    }

    CompletableFuture<Receipt> receipt() {
      return receipt;
    }
  }

  private final SequencerOptions bounds;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private long bytes;
  private boolean woken;
  private Optional<AppendRefusedException> closed = Optional.empty();

  AppendQueue(SequencerOptions bounds) {
    this.bounds = bounds;
  }

  /** Queues an entry, or says why not. */
  Optional<AppendRefusedException> offer(Waiting waiting) {
    lock.lock();
    try {
      if (closed.isPresent()) {
        return closed;
      }
      int length = waiting.entry().length;
      if (queue.size() >= bounds.queuedEntriesMax() || bytes + length > bounds.queuedBytesMax()) {
        return Optional.of(
            new AppendRefusedException(
                AppendRefusedException.Reason.BUSY, queue.size() + " entries are waiting"));
      }
      queue.addLast(waiting);
      bytes += length;
      if (queue.size() == 1) {
        changed.signal();
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** The next batch; empty if {@link #wake} was called or the time has passed before there was. */
  List<Waiting> take(long nanosMax) throws InterruptedException {
    lock.lock();
    try {
      long left = nanosMax;
      while (queue.isEmpty() && !woken && left > 0) {
        left = changed.awaitNanos(left);
      }
      woken = false;
      List<Waiting> batch = new ArrayList<>();
      long batchBytes = 0;
      while (!queue.isEmpty()
          && batch.size() < bounds.batchEntriesMax()
          && batchBytes < bounds.batchBytesMax()) {
        Waiting waiting = queue.removeFirst();
        batchBytes += waiting.entry().length;
        batch.add(waiting);
      }
      bytes -= batchBytes;
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Makes a {@link #take} that waits return, or the next one if none waits. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Refuses every later entry for this reason. */
  void refuse(AppendRefusedException reason) {
    lock.lock();
    try {
      closed = Optional.of(reason);
    } finally {
      lock.unlock();
    }
  }

  /** Refuses every later entry and answers with those that still wait. */
  List<Waiting> close(AppendRefusedException reason) {
    lock.lock();
    try {
      closed = Optional.of(reason);
      List<Waiting> left = List.copyOf(queue);
      queue.clear();
      bytes = 0;
      return left;
    } finally {
      lock.unlock();
    }
  }

  boolean isEmpty() {
    lock.lock();
    try {
      return queue.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
