package dev.standstill.site.metering.sampling;

import dev.standstill.site.metering.Fault;
import dev.standstill.site.metering.Faults;
import dev.standstill.site.metering.MeterSource;
import dev.standstill.site.metering.MeterSource.Polled;
import dev.standstill.site.metering.ReadingBatch;
import dev.standstill.site.metering.store.Kept;
import dev.standstill.site.metering.store.ReadingStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks every source at a steady pace and gives the store what they say. What the store cannot keep
 * now is offered again; if that lasts longer than memory allows, the oldest is given up, and said.
 */
public final class Sampler implements AutoCloseable {
  /** So many readings wait for a store that cannot keep them. */
  private static final int WAITING_MAX = 1_000_000;

  private final List<MeterSource> sources;
  private final ReadingStore store;
  private final InstantSource clock;
  private final Duration pace;
  private final Faults faults;
  private final ExecutorService questions = Executors.newVirtualThreadPerTaskExecutor();
  private final ArrayDeque<ReadingBatch> waiting = new ArrayDeque<>();
  private final Thread thread;
  private int waitingReadings;

  private Sampler(
      List<MeterSource> sources, ReadingStore store, InstantSource clock, Duration pace) {
    this.sources = List.copyOf(sources);
    this.store = store;
    this.clock = clock;
    this.pace = pace;
    this.faults = store.faults();
    this.thread = Thread.ofPlatform().daemon().name("sampler").unstarted(this::run);
  }

  /**
   * Starts one.
   *
   * @param sources asked at the same time, each by a thread of its own; closed with the sampler
   * @param store where readings are kept
   * @param clock its seconds are the pace's
   * @param pace from one question to the next, for example a second
   */
  public static Sampler start(
      List<MeterSource> sources, ReadingStore store, InstantSource clock, Duration pace) {
    if (pace.toMillis() < 1) {
      throw new IllegalArgumentException("a pace is at least a millisecond");
    }
    Sampler sampler = new Sampler(sources, store, clock, pace);
    sampler.thread.start();
    return sampler;
  }

  private void run() {
    try {
      while (true) {
        long millis = pace.toMillis();
        // On whole multiples of the pace: readings of all devices then stand side by side.
        Thread.sleep(millis - Math.floorMod(clock.instant().toEpochMilli(), millis));
        sample();
      }
    } catch (InterruptedException e) {
      // This is how it ends.
    }
  }

  /** Asks every source once and offers what they say. */
  void sample() throws InterruptedException {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    List<Future<Polled>> answers = new ArrayList<>();
    for (MeterSource source : sources) {
      answers.add(questions.submit(() -> source.poll(now)));
    }
    for (int i = 0; i < answers.size(); i++) {
      try {
        Polled polled = answers.get(i).get();
        faults.addAll(polled.faults());
        if (polled.readings().size() > 0) {
          waiting.add(polled.readings());
          waitingReadings += polled.readings().size();
        }
      } catch (ExecutionException e) {
        faults.add(
            new Fault(
                Fault.Reason.SOURCE_SILENT, sources.get(i).name(), String.valueOf(e.getCause())));
      }
    }
    offer();
  }

  /** Everything that waits goes to the disk together, so that it confirms once. */
  private void offer() throws InterruptedException {
    List<Future<Kept>> answers = new ArrayList<>();
    for (ReadingBatch batch : waiting) {
      answers.add(store.keep(batch));
    }
    int taken = waiting.size();
    for (int i = 0; i < taken; i++) {
      ReadingBatch batch = waiting.remove();
      if (kept(answers.get(i))) {
        waitingReadings -= batch.size();
      } else {
        waiting.add(batch);
      }
    }
    while (waitingReadings > WAITING_MAX) {
      ReadingBatch oldest = waiting.remove();
      waitingReadings -= oldest.size();
      faults.add(
          new Fault(
              Fault.Reason.READING_GIVEN_UP,
              "sampler",
              "the store has kept nothing for too long; the oldest readings are gone"),
          oldest.size());
    }
  }

  private static boolean kept(Future<Kept> answer) throws InterruptedException {
    try {
      return switch (answer.get()) {
        case Kept.Durably durably -> true;
        case Kept.NotNow later -> false;
      };
    } catch (ExecutionException e) {
      return false;
    }
  }

  /** Readings that wait for a store that cannot keep them now. */
  int waitingReadings() {
    return waitingReadings;
  }

  /** Stops asking. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    questions.shutdownNow();
    for (MeterSource source : sources) {
      try {
        source.close();
      } catch (Exception e) {
        faults.add(
            new Fault(Fault.Reason.SOURCE_SILENT, source.name(), "ends with " + e.getMessage()));
      }
    }
  }
}
