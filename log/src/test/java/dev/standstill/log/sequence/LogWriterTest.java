package dev.standstill.log.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.log.SampleLog;
import dev.standstill.log.audit.LogAudit;
import dev.standstill.log.audit.LogContents;
import dev.standstill.log.merkle.CompactRange;
import dev.standstill.log.merkle.ConsistencyProof;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.InclusionProof;
import dev.standstill.log.merkle.ProofCheck;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.merkle.TreeHead;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.tile.StoredTiles;
import dev.standstill.log.tile.TilePath;
import dev.standstill.log.witness.Cosigners;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogWriterTest {
  private static final QuorumPolicy POLICY =
      QuorumPolicy.withoutWitnesses(SampleLog.LOG.verifierKey());

  @TempDir Path directory;

  private LogContents readSound() throws IOException {
    LogContents log = LogAudit.read(directory, POLICY);
    assertThat(log.defects()).isEmpty();
    assertThat(log.isSound()).isTrue();
    return log;
  }

  private static Checkpoint publish(LogWriter writer) throws IOException {
    return switch (writer.publish()) {
      case Publication.Published done -> done.checkpoint();
      case Publication.NothingNew same -> same.checkpoint();
      case Publication.BelowQuorum below -> throw new AssertionError(below.detail());
    };
  }

  @Test
  void beginsWithTheCheckpointOfTheEmptyTree() throws IOException {
    try (LogWriter writer = SampleLog.create(directory.resolve("a/new/log"))) {
      assertThat(SampleLog.published(writer))
          .isEqualTo(new Checkpoint(SampleLog.LOG.name(), 0, TreeHash.empty()));
      assertThat(writer.publish()).isInstanceOf(Publication.NothingNew.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 257, 511, 512, 513})
  void writesExactlyTheFilesOfItsSize(int size) throws IOException {
    Checkpoint checkpoint = SampleLog.write(directory, size);
    List<String> expected =
        Stream.concat(Stream.of("checkpoint"), TilePath.forSize(size).stream().map(TilePath::path))
            .sorted()
            .toList();
    assertThat(SampleLog.files(directory)).isEqualTo(expected);
    assertThat(readSound().checkpoint()).hasValue(checkpoint);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void staysSoundThroughRandomPublicationsAndReopenings(long seed) throws IOException {
    Random random = new Random(seed);
    CompactRange model = new CompactRange();
    LogWriter writer = SampleLog.create(directory);
    List<TreeHead> heads = new ArrayList<>();
    while (model.size() < 900) {
      for (int n = random.nextInt(120); n > 0; n--) {
        byte[] entry = SampleLog.entry(model.size());
        assertThat(writer.append(entry))
            .isEqualTo(new Receipt(model.size(), TreeHash.leaf(entry), false));
        model.append(TreeHash.leaf(entry));
      }
      Checkpoint checkpoint = publish(writer);
      assertThat(checkpoint.head()).isEqualTo(model.head());
      heads.add(checkpoint.head());
      assertThat(readSound().entries()).hasSize((int) model.size());
      if (random.nextBoolean()) {
        writer.close();
        writer = SampleLog.open(directory);
        assertThat(SampleLog.published(writer)).isEqualTo(checkpoint);
      }
    }
    writer.close();
    // Every checkpoint it ever signed is consistent with the last one.
    StoredTiles tiles = new StoredTiles(directory, model.size());
    for (TreeHead head : heads) {
      ConsistencyProof proof = ConsistencyProof.generate(head.size(), model.size(), tiles);
      assertThat(proof.verify(head, model.head())).isEqualTo(ProofCheck.VALID);
    }
    assertThat(directory.resolve("tile/0/000.p")).doesNotExist();
  }

  @Test
  void growsOverTheEdgeOfTheSecondLevel() throws IOException {
    List<Hash> leaves = new ArrayList<>();
    List<TreeHead> heads = new ArrayList<>();
    try (LogWriter writer = SampleLog.create(directory)) {
      for (int size : new int[] {65_535, 65_536, 65_537}) {
        while (leaves.size() < size) {
          byte[] entry = SampleLog.entry(leaves.size());
          writer.append(entry);
          leaves.add(TreeHash.leaf(entry));
        }
        heads.add(publish(writer).head());
        assertThat(heads.getLast().root()).isEqualTo(CompactRange.rootOf(leaves));
        assertThat(readSound().entries()).hasSize(size);
      }
    }
    TreeHead last = heads.getLast();
    StoredTiles tiles = new StoredTiles(directory, last.size());
    assertThat(tiles.root(last.size())).isEqualTo(last.root());
    for (int index : new int[] {0, 255, 256, 32_767, 65_535, 65_536}) {
      InclusionProof proof = InclusionProof.generate(index, last.size(), tiles);
      assertThat(proof.verify(leaves.get(index), last)).isEqualTo(ProofCheck.VALID);
    }
    for (TreeHead head : heads) {
      ConsistencyProof proof = ConsistencyProof.generate(head.size(), last.size(), tiles);
      assertThat(proof.verify(head, last)).isEqualTo(ProofCheck.VALID);
    }
  }

  @Test
  void provesFromTilesOfAnOlderSizeWhosePartialFilesAreGone() throws IOException {
    TreeHead old;
    try (LogWriter writer = SampleLog.create(directory)) {
      for (int i = 0; i < 100; i++) {
        writer.append(SampleLog.entry(i));
      }
      old = publish(writer).head();
      for (int i = 100; i < 300; i++) {
        writer.append(SampleLog.entry(i));
      }
      writer.publish();
    }
    assertThat(directory.resolve("tile/0/000.p")).doesNotExist();
    InclusionProof proof = InclusionProof.generate(99, 100, new StoredTiles(directory, 100));
    assertThat(proof.verify(TreeHash.leaf(SampleLog.entry(99)), old)).isEqualTo(ProofCheck.VALID);
    Files.write(directory.resolve("tile/0/000"), new byte[8191]);
    assertThatThrownBy(() -> new StoredTiles(directory, 100).root(100))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void refusesToBeginWhereSomethingStands() throws IOException {
    SampleLog.write(directory, 0);
    assertThatThrownBy(() -> SampleLog.create(directory))
        .isInstanceOf(FileAlreadyExistsException.class);
    Files.delete(directory.resolve("checkpoint"));
    Files.createDirectory(directory.resolve("tile"));
    assertThatThrownBy(() -> SampleLog.create(directory))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void refusesToContinueWithAnotherKeyOrWithoutItsOwnFiles() throws IOException {
    SampleLog.write(directory, 300);
    CheckpointSigner other = CheckpointSigner.of(SampleLog.NORTH);
    assertThatThrownBy(() -> LogWriter.open(directory, other, Cosigners.none()))
        .isInstanceOfSatisfying(
            LogDamagedException.class,
            e -> assertThat(e.reason()).isEqualTo(LogDamagedException.Reason.FOREIGN_CHECKPOINT));
    try (LogWriter writer = SampleLog.open(directory)) {
      writer.closeForGood();
    }
    assertThat(directory.resolve(".writer")).doesNotExist();
    assertThat(readSound().entries()).hasSize(300);
    assertThatThrownBy(() -> SampleLog.open(directory))
        .isInstanceOfSatisfying(
            LogDamagedException.class,
            e -> assertThat(e.reason()).isEqualTo(LogDamagedException.Reason.MISSING));
  }

  @Test
  void keepsWhatIsSyncedAndLosesOnlyWhatIsStaged() throws IOException {
    try (LogWriter writer = SampleLog.create(directory)) {
      for (int i = 0; i < 600; i++) {
        writer.append(SampleLog.entry(i));
      }
      writer.sync();
      writer.append(SampleLog.entry(600));
    }
    assertThat(LogAudit.read(directory, POLICY).checkpoint().orElseThrow().size()).isZero();
    try (LogWriter writer = SampleLog.open(directory)) {
      assertThat(writer.size()).isEqualTo(600);
      assertThat(publish(writer).size()).isEqualTo(600);
    }
    assertThat(readSound().entries()).hasSize(600);
  }

  @Test
  void logsTheSameBytesOnce() throws IOException {
    try (LogWriter writer = SampleLog.create(directory)) {
      Receipt first = writer.append(SampleLog.entry(0));
      assertThat(writer.append(SampleLog.entry(1)).index()).isEqualTo(1);
      assertThat(writer.append(SampleLog.entry(0)))
          .isEqualTo(new Receipt(0, first.leafHash(), true));
      writer.sync();
    }
    try (LogWriter writer = SampleLog.open(directory)) {
      assertThat(writer.append(SampleLog.entry(1)).duplicate()).isTrue();
      publish(writer);
    }
    try (LogWriter writer = SampleLog.open(directory)) {
      assertThat(writer.append(SampleLog.entry(1)).index()).isEqualTo(1);
      assertThat(writer.append(SampleLog.entry(2)).index()).isEqualTo(2);
    }
  }

  @Test
  void turnsASecondWriterAway() throws IOException {
    LogWriter writer = SampleLog.create(directory);
    assertThatThrownBy(() -> SampleLog.open(directory))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("another writer");
    writer.close();
    assertThatThrownBy(() -> writer.append(new byte[0])).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(writer::publish).isInstanceOf(IllegalStateException.class);
    SampleLog.open(directory).close();
  }

  @Test
  void keepsTheCosignaturesWhenThereIsNothingToPublish() throws IOException {
    SampleLog.write(directory, 5);
    byte[] cosigned = Files.readAllBytes(directory.resolve("checkpoint"));
    try (LogWriter writer = SampleLog.open(directory)) {
      writer.publish();
    }
    assertThat(directory.resolve("checkpoint")).hasBinaryContent(cosigned);
  }

  @Test
  void stopsForGoodAfterAFailedWrite() throws IOException {
    try (LogWriter writer = SampleLog.create(directory)) {
      writer.append(SampleLog.entry(0));
      // A file where a directory must be makes the first write fail.
      Files.createFile(directory.resolve("tile"));
      assertThatThrownBy(writer::publish).isInstanceOf(IOException.class);
      Files.delete(directory.resolve("tile"));
      assertThatThrownBy(writer::publish).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> writer.append(new byte[0]))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(readSound().checkpoint().orElseThrow().size()).isZero();
  }

  @Test
  void takesTheLargestEntryAndCopiesWhatItIsGiven() throws IOException {
    byte[] largest = new byte[65_535];
    try (LogWriter writer = SampleLog.create(directory)) {
      assertThat(writer.append(largest).index()).isZero();
      largest[0] = 1;
      assertThatThrownBy(() -> writer.append(new byte[65_536]))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(publish(writer).size()).isEqualTo(1);
    }
    assertThat(readSound().entries().getFirst().bytes()).isEqualTo(new byte[65_535]);
  }
}
