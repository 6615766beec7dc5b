package dev.standstill.evidence;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder that vanishes unless it is finished: when it is closed, and when the process is asked to
 * stop (Ctrl-C) before that.
 *
 * <p>The process is stopped on another thread, while this one may go on writing. Either the folder
 * gets its name before the deletion begins, and is whole, or it never gets it.
 */
public final class UnfinishedFolder implements AutoCloseable {

  /** How often the deletion is repeated while the writing thread may still be adding files. */
  private static final int ROUNDS = 40;

  private static final long ROUND_MILLIS = 50;

  private enum Fate {
    OPEN,
    FINISHED,
    ABANDONED
  }

  private final Path path;
  private final Thread onStop;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Fate fate = Fate.OPEN;

  private UnfinishedFolder(Path path) {
    this.path = path;
    this.onStop = new Thread(this::stop);
  }

  /** Makes a folder with a name of its own that begins with {@code prefix}. */
  public static UnfinishedFolder in(Path parent, String prefix) throws IOException {
    return watched(Files.createTempDirectory(parent, prefix));
  }

  /** Makes a folder where the system keeps temporary files. */
  public static UnfinishedFolder temporary(String prefix) throws IOException {
    return watched(Files.createTempDirectory(prefix));
  }

  private static UnfinishedFolder watched(Path path) {
    UnfinishedFolder folder = new UnfinishedFolder(path);
    try {
      Runtime.getRuntime().addShutdownHook(folder.onStop);
    } catch (IllegalStateException e) {
      // The process is stopping already; whoever fails because of it still closes the folder.
    }
    return folder;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * Gives the folder its final name, under which nothing may be yet.
   *
   * @throws InterruptedIOException if the process is stopping and the folder going
   */
  public synchronized void finish(Path target) throws IOException {
    if (fate == Fate.ABANDONED) {
      throw new InterruptedIOException("interrupted; nothing was written");
    }
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    fate = Fate.FINISHED;
  }

  @Override
  public void close() {
    if (abandon()) {
      delete();
    }
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(onStop);
    } catch (IllegalStateException e) {
      // The process is stopping: the hook itself is at work.
    }
  }

  private void stop() {
    if (!abandon()) {
      return;
    }
    try {
      for (int round = 0; round < ROUNDS; round++) {
        delete();
        if (closed.await(ROUND_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean abandon() {
    if (fate == Fate.OPEN) {
      fate = Fate.ABANDONED;
    }
    return fate == Fate.ABANDONED;
  }

  private void delete() {
    try (Stream<Path> found = Files.walk(path)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // Gone already, or growing still: then there is another round. What is left in the end bears
      // a name that nobody takes for a source.
    }
  }
}
