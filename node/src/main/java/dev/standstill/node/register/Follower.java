package dev.standstill.node.register;

import dev.standstill.evidence.Admission;
import dev.standstill.log.note.SignedNote;
import dev.standstill.node.projection.Fold;
import dev.standstill.node.projection.Projection;
import dev.standstill.node.projection.ProjectionException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/**
 * Brings the projection after the log: each time there is a newer checkpoint, all of the log is
 * read again as any reader would. That costs more the longer the log is, so it rests between two
 * readings for a multiple of what the last one took: statements wait in front of it, never behind
 * it. What it could not do it tries again, and meanwhile the older answers stay, with their
 * checkpoint on them.
 */
final class Follower implements AutoCloseable {
  /** Beyond this, answers are too far behind for a register that is ready. */
  static final long LAG_SECONDS_MAX = 120;

  private static final System.Logger LOG = System.getLogger(Follower.class.getName());
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** So that reading takes a quarter of one core's time at the most. */
  private static final int REST_FACTOR = 3;

  private final RegisterParts parts;
  private final Projection projection;
  private final Events events;
  private final LongConsumer folded;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile LogReading reading;
  private volatile Admission admission;
  private volatile long foldedSize = -1;
  private volatile long lastNanos;
  private volatile boolean closing;
  private volatile long wanted = -1;
  private volatile Optional<String> failure = Optional.empty();
  private volatile Optional<Long> behindSince = Optional.empty();
  private Optional<SignedNote> seen = Optional.empty();

  Follower(RegisterParts parts, Projection projection, Events events, LongConsumer folded)
      throws IOException {
    this.parts = parts;
    this.projection = projection;
    this.events = events;
    this.folded = folded;
    this.thread = Thread.ofPlatform().name("standstill-follower").daemon().unstarted(this::run);
    this.seen = parts.sequencer().latest();
    this.reading = LogReading.of(parts.directory());
    this.admission = Admission.of(reading.evidence(), parts.policy());
    if (seen.isPresent()) {
      fold(reading);
    }
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closing) {
        boolean failed = !follow();
        rest(failed ? RETRY_NANOS : Math.max(PAUSE_NANOS, REST_FACTOR * lastNanos));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void rest(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (left > 0 && !closing) {
        // A new charter is waited for: until it is read, what it allows is refused.
        left = changed.awaitNanos(wanted >= foldedSize ? Math.min(left, PAUSE_NANOS) : left);
        if (wanted >= foldedSize) {
          break;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean follow() {
    Optional<SignedNote> latest = parts.sequencer().latest();
    if (latest.isEmpty() || latest.equals(seen)) {
      behindSince = Optional.empty();
      return true;
    }
    if (behindSince.isEmpty()) {
      behindSince = Optional.of(System.nanoTime());
    }
    long begin = System.nanoTime();
    try {
      LogReading newer = LogReading.of(parts.directory());
      fold(newer);
      reading = newer;
      admission = Admission.of(newer.evidence(), parts.policy());
      // What is read is the checkpoint then on the disk, at least this one.
      seen = latest;
      failure = Optional.empty();
      behindSince = Optional.empty();
      lastNanos = System.nanoTime() - begin;
      tell();
      return true;
    } catch (IOException | ProjectionException e) {
      LOG.log(System.Logger.Level.ERROR, "answers are not brought up to the log", e);
      failure = Optional.of("answers are not brought up to the log: " + e.getMessage());
      return false;
    }
  }

  private void fold(LogReading newer) throws IOException {
    Fold fold = newer.fold();
    projection.replace(fold);
    foldedSize = fold.size();
    folded.accept(fold.size());
    events.folded(newer);
  }

  private void tell() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits a little until the entry at this place was read; it is durable either way. */
  void awaitFolded(long index) throws InterruptedException {
    lock.lock();
    try {
      wanted = Math.max(wanted, index);
      changed.signalAll();
      long left = TimeUnit.SECONDS.toNanos(10);
      while (left > 0 && foldedSize <= index && !closing) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  Admission admission() {
    return admission;
  }

  LogReading reading() {
    return reading;
  }

  /** How many entries the answers are of; -1 before the first. */
  long foldedSize() {
    return foldedSize;
  }

  double lastSeconds() {
    return lastNanos / 1e9;
  }

  Optional<String> failure() {
    return failure;
  }

  /** For how long there has been a newer checkpoint than the one that is answered from. */
  long lagSeconds() {
    return behindSince
        .map(since -> TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since))
        .orElse(0L);
  }

  @Override
  public void close() {
    closing = true;
    tell();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
