package dev.standstill.log.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.log.SampleLog;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.storage.DiskStorage;
import dev.standstill.log.storage.PowerLossStorage;
import dev.standstill.log.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a witness has answered stays true through failed writes, lost power and races. */
class WitnessDurabilityTest {
  private static final SampleTree LOG = SampleTree.HONEST;
  private static final KnownLogs KNOWN = KnownLogs.of(List.of(SampleLog.LOG.verifierKey()));
  private static final WitnessKeys KEYS = new WitnessKeys(SampleLog.NORTH, SampleLog.NORTH_PQ);

  @TempDir Path directory;

  private static Witness open(Storage storage) throws IOException {
    return Witness.open(KNOWN, KEYS, storage, InstantSource.system());
  }

  private static long size(Witness witness) {
    return witness.witnessed().getFirst().head().size();
  }

  /**
   * Something fails at every operation, then the power; the state is at least what was answered.
   */
  @ParameterizedTest
  @EnumSource
  void neverForgetsWhatItAnswered(PowerLossStorage.Fault fault) throws IOException {
    PowerLossStorage counting = new PowerLossStorage(0);
    run(open(counting));
    long operations = counting.operations();
    assertThat(operations).isGreaterThan(20);
    for (long operation = 1; operation <= operations; operation++) {
      PowerLossStorage storage = new PowerLossStorage(operation);
      Witness witness = open(storage);
      storage.faultAt(operation, fault);
      long answered = run(witness);
      storage.losePower();
      Witness restarted = open(storage);
      long recorded = size(restarted);
      assertThat(recorded).as("operation %s", operation).isGreaterThanOrEqualTo(answered);
      if (recorded < 12) {
        assertThat(restarted.addCheckpoint(LOG.request(recorded, 12).encoded()).status())
            .isEqualTo(200);
      }
    }
  }

  /** After a failed write nobody knows what its disk holds. */
  @Test
  void answersNothingMoreAfterAFailedWrite() throws IOException {
    PowerLossStorage storage = new PowerLossStorage(1);
    Witness witness = open(storage);
    storage.faultAt(3, PowerLossStorage.Fault.FAILS_UNDONE);
    assertThat(run(witness)).isZero();
    assertThatThrownBy(() -> witness.addCheckpoint(LOG.request(0, 12).encoded()))
        .isInstanceOf(IOException.class);
  }

  /** The largest size that the witness has answered with a cosignature. */
  private static long run(Witness witness) throws IOException {
    long answered = 0;
    for (long to = 3; to <= 12; to += 3) {
      try {
        assertThat(witness.addCheckpoint(LOG.request(to - 3, to).encoded()).status())
            .isEqualTo(200);
        answered = to;
      } catch (IOException | PowerLossStorage.ProcessEnded e) {
        return answered;
      }
    }
    return answered;
  }

  /** Two requests from one size to two: one wins, the other is told. Never is the larger lost. */
  @Test
  void oneOfTwoRacingRequestsWins() throws Exception {
    AtomicLong both = new AtomicLong();
    for (int round = 0; round < 30; round++) {
      Witness witness = open(new PowerLossStorage(round));
      witness.addCheckpoint(LOG.request(0, 4).encoded());
      byte[] small = LOG.request(4, 6).encoded();
      byte[] large = LOG.request(4, 9).encoded();
      AtomicReference<WitnessAnswer> smallAnswer = new AtomicReference<>();
      AtomicReference<WitnessAnswer> largeAnswer = new AtomicReference<>();
      CountDownLatch go = new CountDownLatch(1);
      Thread a = Thread.ofPlatform().start(() -> smallAnswer.set(ask(witness, small, go)));
      Thread b = Thread.ofPlatform().start(() -> largeAnswer.set(ask(witness, large, go)));
      go.countDown();
      a.join();
      b.join();
      boolean smallWon = smallAnswer.get().status() == 200;
      boolean largeWon = largeAnswer.get().status() == 200;
      assertThat(smallWon ^ largeWon).as("round %s", round).isTrue();
      assertThat(size(witness)).isEqualTo(largeWon ? 9 : 6);
      WitnessAnswer loser = largeWon ? smallAnswer.get() : largeAnswer.get();
      assertThat(loser).isEqualTo(new WitnessAnswer.Conflict(largeWon ? 9 : 6));
      both.incrementAndGet();
    }
    assertThat(both).hasValue(30);
  }

  private static WitnessAnswer ask(Witness witness, byte[] request, CountDownLatch go) {
    try {
      go.await();
      return witness.addCheckpoint(request);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void keepsItsStateOnARealDisk() throws IOException {
    open(new DiskStorage(directory)).addCheckpoint(LOG.request(0, 5).encoded());
    Witness again = open(new DiskStorage(directory));
    assertThat(size(again)).isEqualTo(5);
    assertThat(again.addCheckpoint(LOG.request(5, 8).encoded()).status()).isEqualTo(200);
    assertThat(again.addCheckpoint(LOG.request(5, 9).encoded()).status()).isEqualTo(409);
    Path state = directory.resolve(Hash.sha256(SampleTree.ORIGIN.getBytes(UTF_8)).hex());
    try (var files = Files.list(state)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("checkpoint");
    }
  }

  /** Nor is a lost one: the log would be cosigned from its beginning again. */
  @Test
  void refusesToStartWithoutTheStateOfALogThatItCosigned() throws IOException {
    open(new DiskStorage(directory)).addCheckpoint(LOG.request(0, 5).encoded());
    String name = WitnessStore.directory(SampleTree.ORIGIN);
    Path state = directory.resolve(name);
    Path elsewhere = Files.move(state, directory.resolve("elsewhere"));
    assertThatThrownBy(() -> open(new DiskStorage(directory)))
        .hasMessageContaining(name)
        .hasMessageContaining("is lost");
    Files.move(elsewhere, state);
    assertThat(size(open(new DiskStorage(directory)))).isEqualTo(5);
    // A state of before there was such a file is taken, and listed when it grows.
    Files.delete(directory.resolve("begun"));
    open(new DiskStorage(directory)).addCheckpoint(LOG.request(5, 6).encoded());
    assertThat(directory.resolve("begun")).hasContent(name);
  }

  /** A damaged state is never taken for an empty one: that would be a rollback. */
  @Test
  void refusesToStartFromADamagedState() throws IOException {
    open(new DiskStorage(directory)).addCheckpoint(LOG.request(0, 5).encoded());
    Path file = directory.resolve(WitnessStore.directory(SampleTree.ORIGIN) + "/checkpoint");
    byte[] state = Files.readAllBytes(file);
    int refused = 0;
    for (int position = 0; position < state.length; position += position < 400 ? 3 : 131) {
      Files.write(file, SampleLog.flip(state, position, 1));
      try {
        // Only what bears on no decision may differ: the line of a log's key, now a stranger's.
        assertThat(open(new DiskStorage(directory)).witnessed().getFirst().head())
            .isEqualTo(LOG.checkpoint(5).head());
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(100);
    for (int length : new int[] {0, 1, 60, state.length / 2, state.length - 1}) {
      Files.write(file, Arrays.copyOf(state, length));
      assertThatThrownBy(() -> open(new DiskStorage(directory))).isInstanceOf(IOException.class);
    }
    Files.write(file, state);
    WitnessKeys others =
        new WitnessKeys(
            SampleLog.key(SampleLog.NORTH.name(), 9),
            SampleLog.postQuantumKey(SampleLog.NORTH.name(), 10));
    assertThatThrownBy(
            () -> Witness.open(KNOWN, others, new DiskStorage(directory), InstantSource.system()))
        .hasMessageContaining("not cosigned by this witness's keys");
    assertThat(size(open(new DiskStorage(directory)))).isEqualTo(5);
  }
}
