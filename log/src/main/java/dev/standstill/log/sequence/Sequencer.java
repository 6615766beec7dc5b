package dev.standstill.log.sequence;

import dev.standstill.log.note.SignedNote;
import dev.standstill.log.sequence.AppendQueue.Waiting;
import dev.standstill.log.sequence.AppendRefusedException.Reason;
import dev.standstill.log.tile.EntryBundle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The thread that owns a {@link LogWriter}, for any number of threads that append.
 *
 * <p>It takes whatever waits, makes it durable with one sync, and answers: the slower the disk, the
 * larger the batches. Meanwhile a second thread brings checkpoints to the witnesses and readers, at
 * most one an interval and only when there is something new. Intervals are measured on the
 * monotonic clock, so that no change of the time of day hurries or holds up a checkpoint.
 */
public final class Sequencer implements AutoCloseable {
  private final LogWriter writer;
  private final SequencerOptions options;
  private final AppendQueue queue;
  private final PublishedWaiters waiters = new PublishedWaiters();
  private final ExecutorService publisher;

  /** Callers' code runs on threads of its own, so that none can hold up the log. */
  private final ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();

  private final Thread thread;
  private volatile boolean closing;
  private volatile Optional<Throwable> failure = Optional.empty();
  private volatile Optional<String> belowQuorum = Optional.empty();

  /** Owned by the thread: the publication on its way, and when the last one began. */
  private @Nullable Underway underway;

  private long lastBegun;
  private boolean triedAtLast;
  private @Nullable SignedNote timeLogged;

  private record Underway(PendingPublication pending, CompletableFuture<Publication> outcome) {}

  private Sequencer(LogWriter writer, SequencerOptions options) {
    this.writer = writer;
    this.options = options;
    this.queue = new AppendQueue(options);
    this.publisher =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("standstill-publisher").factory());
    this.lastBegun = System.nanoTime() - options.publishInterval().toNanos();
    writer.published().ifPresent(note -> waiters.published(note, writer.publishedSize()));
    this.thread = Thread.ofPlatform().name("standstill-sequencer").unstarted(this::run);
  }

  /** Starts; from now on only the sequencer may use the writer, and it closes it. */
  public static Sequencer start(LogWriter writer, SequencerOptions options) {
    writer.writeTilesOnThread();
    Sequencer sequencer = new Sequencer(writer, options);
    sequencer.thread.start();
    return sequencer;
  }

  /**
   * Logs an entry. The answer comes when it is durable and in the tree, or with an {@link
   * AppendRefusedException}.
   */
  public CompletionStage<Receipt> append(byte[] entry) {
    if (entry.length > EntryBundle.ENTRY_BYTES_MAX) {
      return CompletableFuture.failedStage(
          new AppendRefusedException(Reason.TOO_LARGE, entry.length + " bytes"));
    }
    Waiting waiting = new Waiting(entry);
    queue.offer(waiting).ifPresent(waiting.receipt()::completeExceptionally);
    return waiting.receipt();
  }

  /** A published checkpoint that covers the entry at this index, as soon as there is one. */
  public CompletionStage<SignedNote> published(long index) {
    return waiters.waitFor(index);
  }

  /** The checkpoint that readers see. */
  public Optional<SignedNote> latest() {
    return waiters.latest();
  }

  /** Why the log has stopped, if it has. */
  public Optional<Throwable> failure() {
    return failure;
  }

  /** Why the last attempt to publish found no quorum, if it did not. */
  public Optional<String> belowQuorum() {
    return belowQuorum;
  }

  private void run() {
    List<Waiting> batch = List.of();
    try {
      while (true) {
        batch = queue.take(nanosToWait());
        append(batch);
        batch = List.of();
        endPublication();
        boolean last = closing && queue.isEmpty();
        if (underway == null && writer.hasNews() && (last ? !triedAtLast : isDue())) {
          triedAtLast = last;
          beginPublication();
        } else if (last && underway == null) {
          break;
        }
      }
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      failure = Optional.of(e);
    }
    end(batch);
  }

  private long nanosToWait() {
    if (underway != null || !writer.hasNews()) {
      return closing && underway == null ? 0 : AppendQueue.FOREVER;
    }
    return Math.max(0, options.publishInterval().toNanos() - (System.nanoTime() - lastBegun));
  }

  private boolean isDue() {
    return System.nanoTime() - lastBegun >= options.publishInterval().toNanos();
  }

  private void append(List<Waiting> batch) throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    List<Receipt> receipts = new ArrayList<>(batch.size());
    for (Waiting waiting : batch) {
      receipts.add(writer.append(waiting.entry()));
    }
    writer.sync();
    answers.execute(() -> {
      for (int i = 0; i < receipts.size(); i++) {
        batch.get(i).receipt().complete(receipts.get(i));
      }
    });
  }

  private void beginPublication() throws IOException {
    logTime();
    lastBegun = System.nanoTime();
    Optional<PendingPublication> pending = writer.beginPublication();
    if (pending.isPresent()) {
      PendingPublication publication = pending.get();
      CompletableFuture<Publication> outcome =
          CompletableFuture.supplyAsync(() -> publish(publication), publisher);
      underway = new Underway(publication, outcome);
      var _ = outcome.whenComplete((_, _) -> queue.wake());
    }
  }

  private static Publication publish(PendingPublication publication) {
    try {
      return publication.run();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /** Once for each published checkpoint, and only together with entries of others. */
  private void logTime() throws IOException {
    SignedNote note = writer.published().orElse(null);
    if (note == null || note.equals(timeLogged)) {
      return;
    }
    Optional<byte[]> entry = options.logTime().entryFor(note);
    timeLogged = note;
    if (entry.isPresent()) {
      writer.append(entry.get());
      writer.sync();
    }
  }

  private void endPublication() throws IOException {
    Underway ended = underway;
    if (ended == null || !ended.outcome().isDone()) {
      return;
    }
    underway = null;
    Publication publication;
    try {
      publication = ended.outcome().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
    writer.endPublication(ended.pending(), publication);
    switch (publication) {
      case Publication.Published done -> {
        belowQuorum = Optional.empty();
        List<CompletableFuture<SignedNote>> covered =
            waiters.published(done.note(), done.checkpoint().size());
        answers.execute(() -> covered.forEach(waiter -> waiter.complete(done.note())));
      }
      case Publication.BelowQuorum below -> belowQuorum = Optional.of(below.detail());
      case Publication.NothingNew _ -> {}
    }
  }

  /** Tells everybody who waits, and leaves the log to the next writer. */
  private void end(List<Waiting> batch) {
    AppendRefusedException why =
        failure
            .map(cause -> new AppendRefusedException(Reason.STOPPED, cause))
            .orElseGet(() -> new AppendRefusedException(Reason.CLOSED, "the log was closed"));
    List<Waiting> refused = new ArrayList<>(batch);
    refused.addAll(queue.close(why));
    List<CompletableFuture<SignedNote>> uncovered = waiters.close(why);
    answers.execute(() -> {
      refused.forEach(waiting -> waiting.receipt().completeExceptionally(why));
      uncovered.forEach(waiter -> waiter.completeExceptionally(why));
    });
    answers.shutdown();
    // A checkpoint on its way is still written, before another writer may come.
    publisher.close();
    try {
      writer.close();
    } catch (IOException e) {
      failure = failure.or(() -> Optional.of(e));
    }
  }

  /**
   * Takes nothing more, makes durable what waits, tries once to publish it, and gives the log free.
   * Whether all of that went well says {@link #failure}.
   */
  @Override
  public void close() {
    queue.refuse(new AppendRefusedException(Reason.CLOSED, "the log was closed"));
    closing = true;
    queue.wake();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
