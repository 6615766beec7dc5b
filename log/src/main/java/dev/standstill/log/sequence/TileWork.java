package dev.standstill.log.sequence;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Does the work on tile files in the order in which it is given: at once, or on a thread of its
 * own. There it holds up no entry when the file system lets the making of a file wait for a commit
 * of its journal. Nothing is lost if the work is: tiles are made again from the write-ahead log.
 */
final class TileWork implements Closeable {
  /** Whoever gives more waits. */
  private static final int BYTES_WAITING_MAX = 64 << 20;

  /** A piece of work. */
  @FunctionalInterface
  interface Task {
    void run() throws IOException;
  }

  private final Optional<ExecutorService> thread;
  private final Semaphore room = new Semaphore(BYTES_WAITING_MAX);
  private volatile Optional<IOException> failure = Optional.empty();

  private TileWork(Optional<ExecutorService> thread) {
    this.thread = thread;
  }

  static TileWork atOnce() {
    return new TileWork(Optional.empty());
  }

  static TileWork onThread() {
    return new TileWork(
        Optional.of(
            Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("standstill-tiles").factory())));
  }

  /** Whether work is done before {@link #run} returns, so that arrays need not be copied. */
  boolean isAtOnce() {
    return thread.isEmpty();
  }

  /** Fails if work that was given before has failed. */
  void requireSound() throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** Does a piece of work, or will do it. */
  void run(int bytes, Task task) throws IOException {
    requireSound();
    if (thread.isEmpty()) {
      task.run();
      return;
    }
    int permits = Math.min(bytes, BYTES_WAITING_MAX);
    room.acquireUninterruptibly(permits);
    thread
        .get()
        .execute(() -> {
          try {
            // After a failure nothing more is touched: the writer stops.
            if (failure.isEmpty()) {
              task.run();
            }
          } catch (IOException e) {
            failure = Optional.of(e);
          } catch (RuntimeException | Error e) {
            failure = Optional.of(new IOException(e));
          } finally {
            room.release(permits);
          }
        });
  }

  /** The result of something that comes after all work given before, if none of it failed. */
  <T> CompletableFuture<T> result(Callable<T> last) throws IOException {
    CompletableFuture<T> result = new CompletableFuture<>();
    run(
        0,
        () -> {
          try {
            result.complete(last.call());
          } catch (Exception e) {
            throw new IOException(e);
          }
        });
    // Comes right after, and finds whatever went wrong before it.
    thread.ifPresent(t ->
        t.execute(() ->
            failure.ifPresent(e -> result.completeExceptionally(new CompletionException(e)))));
    return result;
  }

  /** Waits until everything is done. */
  @Override
  public void close() {
    thread.ifPresent(ExecutorService::close);
  }
}
