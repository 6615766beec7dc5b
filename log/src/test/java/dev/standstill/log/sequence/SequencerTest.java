package dev.standstill.log.sequence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.log.SampleLog;
import dev.standstill.log.audit.LogAudit;
import dev.standstill.log.audit.LogContents;
import dev.standstill.log.audit.LogEntry;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.storage.DiskStorage;
import dev.standstill.log.witness.Cosigners;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencerTest {
  private static final SequencerOptions OFTEN =
      SequencerOptions.defaults().publishingEvery(Duration.ZERO);
  private static final SequencerOptions NEVER =
      SequencerOptions.defaults().publishingEvery(Duration.ofDays(1));

  @TempDir Path directory;

  private static byte[] bytes(String entry) {
    return entry.getBytes(UTF_8);
  }

  private LogContents readSound() throws IOException {
    LogContents log =
        LogAudit.read(directory, QuorumPolicy.withoutWitnesses(SampleLog.LOG.verifierKey()));
    assertThat(log.defects()).isEmpty();
    return log;
  }

  private static Checkpoint checkpoint(SignedNote note) {
    try {
      return Checkpoint.parse(note.text());
    } catch (MalformedNoteException e) {
      throw new AssertionError(e);
    }
  }

  private static AppendRefusedException.Reason refusal(CompletableFuture<?> refused) {
    try {
      var _ = refused.join();
      throw new AssertionError("not refused");
    } catch (CompletionException e) {
      if (e.getCause() instanceof AppendRefusedException why) {
        return why.reason();
      }
      throw e;
    }
  }

  @Test
  void givesEveryEntryOfManyThreadsOneIndex() throws Exception {
    Set<String> own = ConcurrentHashMap.newKeySet();
    try (Sequencer sequencer = Sequencer.start(SampleLog.create(directory), OFTEN)) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        int number = t;
        threads.add(
            Thread.startVirtualThread(() -> {
              for (int i = 0; i < 200; i++) {
                byte[] entry = bytes(number + " says " + i);
                Receipt receipt = sequencer.append(entry).toCompletableFuture().join();
                assertThat(receipt.leafHash()).isEqualTo(TreeHash.leaf(entry));
                own.add(receipt.index() + " " + number + " says " + i);
              }
            }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      SignedNote note = sequencer.published(1599).toCompletableFuture().join();
      assertThat(checkpoint(note).size()).isEqualTo(1600);
      assertThat(sequencer.latest()).hasValue(note);
    }
    Set<String> logged =
        readSound().entries().stream()
            .map(entry -> entry.index() + " " + new String(entry.bytes(), UTF_8))
            .collect(Collectors.toSet());
    assertThat(logged).isEqualTo(own).hasSize(1600);
  }

  @Test
  void publishesWhatWaitsWhenItIsClosed() throws Exception {
    CompletableFuture<Receipt> receipt;
    try (Sequencer sequencer = Sequencer.start(SampleLog.create(directory), NEVER)) {
      receipt = sequencer.append(bytes("late")).toCompletableFuture();
    }
    assertThat(receipt.join().index()).isZero();
    assertThat(readSound().entries()).hasSize(1);
  }

  @Test
  void refusesWhatIsTooLargeAndWhatComesTooLate() throws Exception {
    Sequencer sequencer = Sequencer.start(SampleLog.create(directory), NEVER);
    assertThat(refusal(sequencer.append(new byte[65_536]).toCompletableFuture()))
        .isEqualTo(AppendRefusedException.Reason.TOO_LARGE);
    CompletableFuture<SignedNote> waiting = sequencer.published(99).toCompletableFuture();
    sequencer.close();
    assertThat(refusal(sequencer.append(bytes("late")).toCompletableFuture()))
        .isEqualTo(AppendRefusedException.Reason.CLOSED);
    assertThat(refusal(waiting)).isEqualTo(AppendRefusedException.Reason.CLOSED);
    assertThat(refusal(sequencer.published(0).toCompletableFuture()))
        .isEqualTo(AppendRefusedException.Reason.CLOSED);
    SampleLog.open(directory).close();
  }

  /** A disk whose syncs of the write-ahead log wait, and then fail if they are told to. */
  private Sequencer onSlowDisk(SequencerOptions options, CountDownLatch go, boolean fails)
      throws IOException {
    AtomicBoolean started = new AtomicBoolean();
    FilteredStorage disk =
        new FilteredStorage(new DiskStorage(directory)) {
          @Override
          void beforeSync(String path) throws IOException {
            if (started.get() && path.contains("wal-")) {
              try {
                go.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              if (fails) {
                throw new IOException("the disk failed");
              }
            }
          }
        };
    WriterContext context =
        new WriterContext(
            disk,
            CheckpointSigner.of(SampleLog.LOG),
            Cosigners.none(),
            () -> Instant.EPOCH,
            WriteAheadLog.SEGMENT_BYTES);
    LogWriter writer = LogWriter.open(context);
    started.set(true);
    return Sequencer.start(writer, options);
  }

  @Test
  void isBusyWhenTheQueueIsFull() throws Exception {
    SampleLog.create(directory).close();
    SequencerOptions small =
        new SequencerOptions(4, 1000, 4, 1000, Duration.ofDays(1), LogTimeEntry.none());
    CountDownLatch go = new CountDownLatch(1);
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    try (Sequencer sequencer = onSlowDisk(small, go, false)) {
      for (int i = 0; i < 50; i++) {
        receipts.add(sequencer.append(bytes("entry " + i)).toCompletableFuture());
      }
      // One batch of four at the disk, and four that wait, at the most.
      long refused = receipts.stream().filter(CompletableFuture::isCompletedExceptionally).count();
      assertThat(refused).isGreaterThanOrEqualTo(42);
      assertThat(refusal(receipts.getLast())).isEqualTo(AppendRefusedException.Reason.BUSY);
      go.countDown();
    }
    long logged = receipts.stream().filter(r -> !r.isCompletedExceptionally()).count();
    assertThat(readSound().entries()).hasSize((int) logged).isNotEmpty();
  }

  @Test
  void failsEverythingThatWaitsAndComesAfterAFailedSync() throws Exception {
    SampleLog.create(directory).close();
    CountDownLatch go = new CountDownLatch(1);
    try (Sequencer sequencer = onSlowDisk(NEVER, go, true)) {
      List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        receipts.add(sequencer.append(bytes("entry " + i)).toCompletableFuture());
      }
      CompletableFuture<SignedNote> covered = sequencer.published(0).toCompletableFuture();
      go.countDown();
      for (CompletableFuture<Receipt> receipt : receipts) {
        assertThat(refusal(receipt)).isEqualTo(AppendRefusedException.Reason.STOPPED);
      }
      assertThat(refusal(covered)).isEqualTo(AppendRefusedException.Reason.STOPPED);
      assertThat(refusal(sequencer.append(bytes("later")).toCompletableFuture()))
          .isEqualTo(AppendRefusedException.Reason.STOPPED);
      assertThat(sequencer.failure()).isPresent();
    }
    try (LogWriter writer = SampleLog.open(directory)) {
      // They were written and may have survived: then they are in the order of appending.
      assertThat(writer.size()).isBetween(0L, 10L);
    }
  }

  @Test
  void logsTheTimeOfEachPublishedCheckpointOnceAndNeverByItself() throws Exception {
    AtomicLong asked = new AtomicLong();
    LogTimeEntry time =
        note -> {
          asked.incrementAndGet();
          return Optional.of(bytes("time of " + checkpoint(note).size()));
        };
    for (int start = 0; start < 3; start++) {
      LogWriter writer = start == 0 ? SampleLog.create(directory) : SampleLog.open(directory);
      try (Sequencer sequencer = Sequencer.start(writer, OFTEN.loggingTime(time))) {
        for (int i = 0; i < 2; i++) {
          Receipt receipt = sequencer.append(bytes(start + ", " + i)).toCompletableFuture().join();
          SignedNote note = sequencer.published(receipt.index()).toCompletableFuture().join();
          // The entry itself, and the time of the checkpoint before.
          assertThat(checkpoint(note).size()).isEqualTo(receipt.index() + 2);
        }
      }
    }
    List<String> entries =
        readSound().entries().stream().map(LogEntry::bytes).map(b -> new String(b, UTF_8)).toList();
    assertThat(entries)
        .containsExactly(
            "0, 0",
            "time of 0",
            "0, 1",
            "time of 2",
            "1, 0",
            "time of 4",
            "1, 1",
            "time of 6",
            "2, 0",
            "time of 8",
            "2, 1",
            "time of 10");
    assertThat(asked).hasValue(6);
  }

  @Test
  void isNeitherHurriedNorHeldUpByTheTimeOfDay() throws Exception {
    SampleLog.create(directory).close();
    AtomicLong timeOfDay = new AtomicLong(1_000_000_000);
    List<Long> signed = new CopyOnWriteArrayList<>();
    CheckpointSigner own = CheckpointSigner.of(SampleLog.LOG);
    CheckpointSigner signer =
        new CheckpointSigner() {
          @Override
          public String origin() {
            return own.origin();
          }

          @Override
          public List<VerifierKey> verifierKeys() {
            return own.verifierKeys();
          }

          @Override
          public SignedNote sign(Checkpoint checkpoint, long time) {
            signed.add(time);
            return own.sign(checkpoint, time);
          }
        };
    LogWriter writer =
        LogWriter.open(
            new DiskStorage(directory),
            signer,
            Cosigners.none(),
            () -> Instant.ofEpochSecond(timeOfDay.get()));
    try (Sequencer sequencer = Sequencer.start(writer, NEVER)) {
      // The first one is due at once; a day must pass to the next, however late it seems to be.
      var _ = sequencer.append(bytes("first")).toCompletableFuture().join();
      var _ = sequencer.published(0).toCompletableFuture().join();
      timeOfDay.addAndGet(Duration.ofDays(365).toSeconds());
      for (int i = 0; i < 20; i++) {
        var _ = sequencer.append(bytes("later " + i)).toCompletableFuture().join();
      }
      assertThat(checkpoint(sequencer.latest().orElseThrow()).size()).isEqualTo(1);
      timeOfDay.set(1);
    }
    // The last one, at the end, was signed at a time long before, and held up by nothing.
    assertThat(signed).containsExactly(1_000_000_000L, 1L);
    assertThat(readSound().entries()).hasSize(21);
  }

  @Test
  void startsOnlyWithAWriterThatNobodyElseHas() throws Exception {
    try (Sequencer sequencer = Sequencer.start(SampleLog.create(directory), NEVER)) {
      assertThat(sequencer.latest()).isPresent();
      assertThatThrownBy(() -> SampleLog.open(directory)).hasMessageContaining("another writer");
    }
  }
}
