package dev.standstill.evidence.source;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A few fetches at a time; the first that fails ends all. For one thread that submits. */
final class InFlight implements AutoCloseable {
  private static final int THREADS = 4;
  private static final int TASKS_MAX = 16;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().daemon().factory());
  private final Deque<Future<Boolean>> tasks = new ArrayDeque<>();
  private final Runnable onEach;

  /** The submitting thread runs {@code onEach} for each task that is done. */
  InFlight(Runnable onEach) {
    this.onEach = onEach;
  }

  void submit(Callable<Boolean> task) throws IOException {
    tasks.add(threads.submit(task));
    if (tasks.size() > TASKS_MAX) {
      awaitOldest();
    }
  }

  void await() throws IOException {
    while (!tasks.isEmpty()) {
      awaitOldest();
    }
  }

  private void awaitOldest() throws IOException {
    try {
      tasks.remove().get();
      onEach.run();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException failed -> throw failed;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
