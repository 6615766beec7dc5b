package dev.standstill.log.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.log.SampleLog;
import dev.standstill.log.merkle.CompactRange;
import dev.standstill.log.merkle.ProofCheck;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.log.storage.Storage;
import dev.standstill.log.witness.Cosigners;
import dev.standstill.log.witness.Cosigning;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A seeded life of a log, with a memory of all that the log has promised to anybody. */
final class Workload {
  /** A few batches, so that segments follow each other and are dropped. */
  private static final int SEGMENT_BYTES = 4 * WalRecord.BLOCK;

  private static final Map<Checkpoint, SignedNote> SIGNED = new ConcurrentHashMap<>();

  private final long seed;
  private final int steps;

  /** What was appended, at its index, durable or not. */
  private final List<byte[]> appended = new ArrayList<>();

  private int acknowledged;
  private final List<SignedNote> handed = new ArrayList<>();

  Workload(long seed, int steps) {
    this.seed = seed;
    this.steps = steps;
  }

  List<byte[]> appended() {
    return appended;
  }

  int acknowledged() {
    return acknowledged;
  }

  /** The signer of the sample log; the same checkpoint is signed once for all runs. */
  static CheckpointSigner signer() {
    CheckpointSigner signer = CheckpointSigner.of(SampleLog.LOG);
    return new CheckpointSigner() {
      @Override
      public String origin() {
        return signer.origin();
      }

      @Override
      public List<VerifierKey> verifierKeys() {
        return signer.verifierKeys();
      }

      @Override
      public SignedNote sign(Checkpoint checkpoint, long time) {
        return SIGNED.computeIfAbsent(checkpoint, c -> signer.sign(c, time));
      }
    };
  }

  /** Remembers every checkpoint that it is handed, and is below quorum for some. */
  Cosigners cosigners(boolean alwaysQuorate) {
    return new Cosigners() {
      @Override
      public Cosigning cosign(SignedNote signed, ConsistencySource consistency) {
        Checkpoint checkpoint = checkpoint(signed);
        if (!handed.isEmpty()) {
          Checkpoint before = checkpoint(handed.getLast());
          assertThat(consistency.proofFrom(before.size()).verify(before.head(), checkpoint.head()))
              .isEqualTo(ProofCheck.VALID);
        }
        handed.add(signed);
        boolean below = !alwaysQuorate && new Random(seed + handed.size()).nextInt(3) == 0;
        return below ? new Cosigning.BelowQuorum("by lot") : new Cosigning.Quorate(signed);
      }

      @Override
      public List<SignedNote> lastWitnessed() {
        return handed.subList(Math.max(0, handed.size() - 1), handed.size());
      }
    };
  }

  static Checkpoint checkpoint(SignedNote note) {
    try {
      return Checkpoint.parse(note.text());
    } catch (MalformedNoteException e) {
      throw new AssertionError(e);
    }
  }

  WriterContext context(Storage storage, boolean alwaysQuorate) {
    return new WriterContext(
        storage, signer(), cosigners(alwaysQuorate), () -> Instant.ofEpochSecond(1), SEGMENT_BYTES);
  }

  /** Lives until its end, or until the storage fails or the process ends. */
  void run(Storage storage) throws IOException {
    Random random = new Random(seed);
    LogWriter writer = LogWriter.create(context(storage, false));
    for (int step = 0; step < steps; step++) {
      for (int n = batch(random); n > 0; n--) {
        append(writer, random);
      }
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> writer.sync();
        case 4, 5, 6 -> {
          var _ = writer.publish();
        }
        case 7, 8 -> publishWhileAppending(writer, random);
        default -> {
          writer.close();
          appended.subList(acknowledged, appended.size()).clear();
          writer = LogWriter.open(context(storage, false));
          assertThat(writer.size()).isEqualTo(acknowledged);
          continue;
        }
      }
      acknowledged = appended.size();
    }
    writer.close();
    appended.subList(acknowledged, appended.size()).clear();
  }

  /** As a sequencer does: more entries become durable while a checkpoint is on its way. */
  private void publishWhileAppending(LogWriter writer, Random random) throws IOException {
    writer.sync();
    acknowledged = appended.size();
    Optional<PendingPublication> pending = writer.beginPublication();
    int before = random.nextInt(3) * 60;
    int after = random.nextInt(3) * 60;
    for (int i = 0; i < before; i++) {
      append(writer, random);
    }
    writer.sync();
    acknowledged = appended.size();
    if (pending.isPresent()) {
      Publication publication = pending.get().run();
      for (int i = 0; i < after; i++) {
        append(writer, random);
      }
      writer.sync();
      acknowledged = appended.size();
      writer.endPublication(pending.get(), publication);
    }
  }

  private static int batch(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> 1;
      case 2 -> 256;
      case 3 -> random.nextInt(300);
      default -> random.nextInt(20);
    };
  }

  private void append(LogWriter writer, Random random) {
    boolean again = random.nextInt(10) == 0 && !appended.isEmpty();
    byte[] entry;
    if (again) {
      entry = appended.get(random.nextInt(appended.size()));
    } else {
      int length = random.nextInt(200) == 0 ? random.nextInt(65_536) : random.nextInt(40);
      entry = new byte[length];
      random.nextBytes(entry);
    }
    Receipt receipt = writer.append(entry);
    int index = (int) receipt.index();
    boolean known = index < appended.size() && Arrays.equals(entry, appended.get(index));
    // Plain conditions: an assertion a time would take most of the time of the test.
    if (receipt.duplicate() ? !known : index != appended.size()) {
      throw new AssertionError(receipt + " with " + appended.size() + " entries");
    }
    if (!receipt.duplicate()) {
      appended.add(entry);
    }
  }

  /** Whatever was acknowledged is there, nothing that was signed is contradicted. */
  void check(Map<String, byte[]> files) {
    List<byte[]> entries = LogBytes.entries(files);
    assertThat(entries.size()).isBetween(acknowledged, appended.size());
    Map<Long, List<Checkpoint>> promised =
        handed.stream()
            .map(Workload::checkpoint)
            .distinct()
            .collect(Collectors.groupingBy(Checkpoint::size));
    assertThat(promised.keySet()).allMatch(size -> size <= entries.size());
    CompactRange range = new CompactRange();
    for (int i = 0; i <= entries.size(); i++) {
      for (Checkpoint checkpoint : promised.getOrDefault((long) i, List.of())) {
        assertThat(checkpoint.root()).isEqualTo(range.root());
      }
      if (i < entries.size()) {
        if (!Arrays.equals(entries.get(i), appended.get(i))) {
          throw new AssertionError("entry " + i + " is not the one that was appended");
        }
        range.append(TreeHash.leaf(entries.get(i)));
      }
    }
  }
}
