package dev.standstill.site.metering.store;

import dev.standstill.evidence.source.AtomicFile;
import dev.standstill.site.metering.Faults;
import dev.standstill.site.metering.MeterPlan;
import dev.standstill.site.metering.ReadingBatch;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Keeps readings, in files of one hour and area to which is only ever added. One thread writes: it
 * takes everything that waits, writes it, has the disk confirm it once, and only then answers all
 * who wait. Who was answered {@link Kept.Durably} finds his readings again after any loss of power;
 * who was not must offer them again, and what then comes twice is kept once when the hour is
 * written.
 *
 * <p>One process at a time writes a store. Closed hours may be read by others.
 */
public final class ReadingStore implements AutoCloseable {
  /** So many readings may wait: more would be memory without an end. */
  static final int WAITING_MAX = 1_000_000;

  private record Waiting(ReadingBatch batch, CompletableFuture<Kept> answer) {}

  private final StoreLayout layout;
  private final FileChannel lockFile;
  private final JournalWriter writer;
  private final Faults faults;
  private final InstantSource clock;
  private final MeterPlan plan;
  private final Thread thread;

  // Guarded by this store's own monitor.
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private int waitingReadings;
  private @Nullable Hour toClose;
  private boolean ending;
  private Hour closedBefore;

  private ReadingStore(
      StoreLayout layout,
      FileChannel lockFile,
      MeterPlan plan,
      InstantSource clock,
      Faults faults,
      JournalDisk disk)
      throws IOException {
    this.layout = layout;
    this.lockFile = lockFile;
    this.plan = plan;
    this.clock = clock;
    this.faults = faults;
    this.closedBefore = readClosedBefore(layout);
    this.writer = new JournalWriter(layout, plan, faults, disk);
    this.thread = Thread.ofPlatform().name("readings").start(this::run);
  }

  /**
   * Opens a store, and makes it if it is not there.
   *
   * @param root its folder
   * @param plan what is metered
   * @param clock tells which readings are of the future
   * @param faults told whatever is wrong with readings and files
   * @throws IOException if another process has it open, or it cannot be read or written
   */
  public static ReadingStore open(Path root, MeterPlan plan, InstantSource clock, Faults faults)
      throws IOException {
    return open(root, plan, clock, faults, JournalDisk.REAL);
  }

  static ReadingStore open(
      Path root, MeterPlan plan, InstantSource clock, Faults faults, JournalDisk disk)
      throws IOException {
    StoreLayout layout = new StoreLayout(root.toAbsolutePath().normalize());
    Files.createDirectories(layout.journals());
    FileChannel lockFile =
        FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = lockFile.tryLock();
      if (lock == null) {
        throw new IOException(root + ": another process has this store open; end it first");
      }
      PlanFile.write(layout.plan(), plan);
      JournalDisk.syncFolder(layout.root());
      return new ReadingStore(layout, lockFile, plan, clock, faults, disk);
    } catch (IOException | RuntimeException e) {
      lockFile.close();
      throw e;
    }
  }

  private static Hour readClosedBefore(StoreLayout layout) throws IOException {
    if (!Files.exists(layout.closedBefore())) {
      return new Hour(0);
    }
    try {
      return Hour.parse(Files.readString(layout.closedBefore()).strip());
    } catch (IllegalArgumentException e) {
      throw new IOException(layout.closedBefore() + ": " + e.getMessage(), e);
    }
  }

  /** Where it lies. */
  public StoreLayout layout() {
    return layout;
  }

  /**
   * Offers readings. The batch must not be changed any more.
   *
   * @return completed once they are on the disk, or cannot be kept
   */
  public synchronized CompletableFuture<Kept> keep(ReadingBatch batch) {
    if (ending) {
      return answer(Kept.Why.CLOSED, "the store is closed");
    }
    Optional<String> untrusted = writer.untrusted();
    if (untrusted.isPresent()) {
      return answer(Kept.Why.DISK_UNTRUSTED, untrusted.get());
    }
    if (waitingReadings > 0 && waitingReadings + batch.size() > WAITING_MAX) {
      return answer(Kept.Why.BUSY, waitingReadings + " readings wait for the disk");
    }
    Waiting mine = new Waiting(batch, new CompletableFuture<>());
    waiting.add(mine);
    waitingReadings += batch.size();
    notifyAll();
    return mine.answer;
  }

  private static CompletableFuture<Kept> answer(Kept.Why why, String detail) {
    return CompletableFuture.completedFuture(new Kept.NotNow(why, detail));
  }

  /**
   * The hours up to which none takes readings any more. It never steps back: a clock that does
   * opens no hour again.
   */
  public synchronized Hour closedBefore() {
    return closedBefore;
  }

  /** Closes every hour that ended longer ago than the plan lets hours settle. */
  public Hour closeSettled() throws IOException, InterruptedException {
    return closeBefore(Hour.of(clock.instant().minus(plan.settling())));
  }

  /**
   * Closes all hours before this one and waits until nothing is written to them any more.
   *
   * @return before which hour all are closed now
   */
  public synchronized Hour closeBefore(Hour hour) throws IOException, InterruptedException {
    if (hour.compareTo(closedBefore) <= 0) {
      return closedBefore;
    }
    // Durable first: after a loss of power no closed hour may be open again.
    AtomicFile.write(
        layout.root(), "closed-before", (hour + "\n").getBytes(StandardCharsets.UTF_8));
    closedBefore = hour;
    toClose = hour;
    notifyAll();
    while (toClose != null && thread.isAlive()) {
      wait();
    }
    return closedBefore;
  }

  /** Hours that are closed and have readings, oldest first, written or not. */
  public List<Hour> closedHours() throws IOException {
    Hour before = closedBefore();
    return StoredHours.of(layout).stream().filter(hour -> hour.compareTo(before) < 0).toList();
  }

  /**
   * Closed hours that are to be written: all since the first that has readings, also those without
   * any, of which one area has no commitment yet. Oldest first.
   */
  public List<Hour> unwrittenHours() throws IOException {
    Hour before = closedBefore();
    NavigableSet<Hour> stored = StoredHours.of(layout);
    List<Hour> unwritten = new ArrayList<>();
    if (!stored.isEmpty()) {
      for (Hour hour = stored.first();
          hour.compareTo(before) < 0;
          hour = new Hour(hour.number() + 1)) {
        Hour each = hour;
        if (plan.points().keySet().stream()
            .anyMatch(area -> !Files.exists(layout.commitment(area, each)))) {
          unwritten.add(hour);
        }
      }
    }
    return unwritten;
  }

  private void run() {
    List<Waiting> taken = new ArrayList<>();
    while (true) {
      Hour close;
      Hour closed;
      synchronized (this) {
        while (waiting.isEmpty() && toClose == null && !ending) {
          try {
            wait();
          } catch (InterruptedException e) {
            ending = true;
          }
        }
        taken.addAll(waiting);
        waiting.clear();
        waitingReadings = 0;
        close = toClose;
        closed = closedBefore;
        if (taken.isEmpty() && close == null) {
          break;
        }
      }
      commit(taken, closed);
      taken.clear();
      if (close != null) {
        writer.closeBefore(close);
        synchronized (this) {
          toClose = null;
          notifyAll();
        }
      }
    }
    writer.close();
  }

  private void commit(List<Waiting> taken, Hour closed) {
    if (taken.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    List<Kept> answers;
    try {
      answers = writer.commit(taken.stream().map(Waiting::batch).toList(), closed, now);
    } catch (RuntimeException e) {
      // Whoever waits must never wait for ever; the fault itself shows in the answer.
      Kept failed = new Kept.NotNow(Kept.Why.DISK_UNTRUSTED, String.valueOf(e));
      answers = taken.stream().map(_ -> failed).toList();
    }
    for (int i = 0; i < taken.size(); i++) {
      taken.get(i).answer.complete(answers.get(i));
    }
  }

  /** What has gone wrong so far. */
  public Faults faults() {
    return faults;
  }

  /** Writes what waits, and lets go of the files. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      ending = true;
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lockFile.close();
  }
}
