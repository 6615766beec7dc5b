package dev.standstill.site.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Does one thing again and again on a thread of its own, whatever becomes of it. */
final class Loop implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Loop.class.getName());

  private final String name;
  private final Supplier<Duration> pause;
  private final Map<String, String> failures;
  private final Task task;
  private final BlockingQueue<String> wake = new ArrayBlockingQueue<>(1);
  private final Thread thread;

  /** What is done. */
  @FunctionalInterface
  interface Task {
    void run() throws IOException, InterruptedException;
  }

  private Loop(String name, Supplier<Duration> pause, Map<String, String> failures, Task task) {
    this.name = name;
    this.pause = pause;
    this.failures = failures;
    this.task = task;
    this.thread =
        Thread.ofPlatform()
            .name("standstill-" + name)
            .daemon()
            .uncaughtExceptionHandler(Loop::end)
            .unstarted(this::run);
  }

  /**
   * Begins at once.
   *
   * @param failures what went wrong last, under this loop's name; removed when it goes right
   */
  static Loop every(String name, Duration every, Map<String, String> failures, Task task) {
    return paced(name, () -> every, failures, task);
  }

  /**
   * Begins at once, and goes at a pace that may change.
   *
   * @param pause how long to wait, asked each time that it was done
   */
  static Loop paced(
      String name, Supplier<Duration> pause, Map<String, String> failures, Task task) {
    Loop loop = new Loop(name, pause, failures, task);
    loop.thread.start();
    return loop;
  }

  private void run() {
    try {
      while (true) {
        try {
          task.run();
          failures.remove(name);
        } catch (IOException | RuntimeException e) {
          failures.put(name, String.valueOf(e.getMessage()));
          LOG.log(System.Logger.Level.WARNING, name + " failed; it is tried again", e);
        }
        String _ = wake.poll(pause.get().toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      // Told to end.
      Thread.currentThread().interrupt();
    }
  }

  /**
   * An agent with a loop missing looks alive and stops nothing; one that ended is started again.
   */
  private static void end(Thread thread, Throwable why) {
    LOG.log(System.Logger.Level.ERROR, thread.getName() + " cannot go on; the agent ends", why);
    Runtime.getRuntime().halt(1);
  }

  /** Again now; if it runs, again when it is done. */
  void now() {
    boolean _ = wake.offer("now");
  }

  /** Again now, if this is its name. */
  void nowIf(String wanted) {
    if (name.equals(wanted)) {
      now();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
