package dev.standstill.cli;

import java.util.concurrent.CountDownLatch;

/**
 * The life of a process that serves: until it is told to end. Opened before everything else that it
 * holds and so closed after it: the process ends only when all of that has been closed in order.
 */
final class ToldToEnd implements AutoCloseable {

  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  ToldToEnd() {
    // The process ends when its hooks do, so this one waits for what is under way.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::end));
  }

  private void end() {
    told.countDown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void await() throws InterruptedException {
    told.await();
  }

  @Override
  public void close() {
    ended.countDown();
  }
}
