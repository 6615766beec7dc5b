package dev.standstill.log.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.standstill.log.SampleLog;
import dev.standstill.log.SharedVectors;
import dev.standstill.log.audit.LogDefect.Code;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.policy.PolicyRefusedException;
import dev.standstill.log.policy.QuorumPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogAuditTest {
  @TempDir Path directory;

  private LogContents read() throws IOException {
    return LogAudit.read(directory, SampleLog.policy());
  }

  private void rewrite(String file, byte[] bytes) throws IOException {
    Files.write(directory.resolve(file), bytes);
  }

  private byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(directory.resolve(file));
  }

  /** Adds one to a byte of a file; works for text and for hashes. */
  private void damage(String file, int position) throws IOException {
    rewrite(file, SampleLog.flip(bytes(file), position, 1));
  }

  @Test
  void readsASoundLogWithTheTimesOfItsWitnesses() throws IOException {
    Checkpoint checkpoint = SampleLog.write(directory, 300);
    LogContents log = read();
    assertThat(log.defects()).isEmpty();
    assertThat(log.isSound()).isTrue();
    assertThat(log.checkpoint()).hasValue(checkpoint);
    assertThat(log.quorumSatisfied()).isTrue();
    assertThat(log.cosignatures())
        .containsExactly(
            new Cosignature(SampleLog.NORTH.cosignatureKey(), SampleLog.TIME),
            new Cosignature(SampleLog.SOUTH.cosignatureKey(), SampleLog.TIME + 5));
    assertThat(log.entries()).hasSize(300).allMatch(LogEntry::authentic);
    for (int i = 0; i < 300; i++) {
      assertThat(log.entries().get(i)).isEqualTo(new LogEntry(i, SampleLog.entry(i), true));
    }
  }

  @Test
  void readsTheEmptyLog() throws IOException {
    SampleLog.write(directory, 0);
    assertThat(read().isSound()).isTrue();
    assertThat(read().entries()).isEmpty();
  }

  @Test
  void isNotSoundWithoutItsQuorumAlthoughNothingIsDamaged() throws IOException {
    Checkpoint checkpoint = SampleLog.write(directory, 3);
    rewrite("checkpoint", SignedNote.sign(checkpoint.text(), SampleLog.LOG).encoded());
    assertThat(read().defects()).isEmpty();
    assertThat(read().quorumSatisfied()).isFalse();
    assertThat(read().isSound()).isFalse();
  }

  @Test
  void namesTheAlteredEntryAndKeepsAllOthersAuthentic() throws IOException {
    SampleLog.write(directory, 300);
    int inEntryThree = bytes("tile/entries/000").length / 256 * 3 + 4;
    damage("tile/entries/000", inEntryThree);
    LogContents log = read();
    assertThat(log.defects()).hasSize(1);
    LogDefect defect = log.defects().getFirst();
    assertThat(defect.code()).isEqualTo(Code.ENTRY_ALTERED);
    assertThat(defect.place()).matches("tile/entries/000 entry [234]");
    assertThat(log.checkpoint()).isPresent();
    assertThat(log.entries()).hasSize(300);
    assertThat(log.entries().stream().filter(entry -> !entry.authentic())).hasSize(1);
    assertThat(log.isSound()).isFalse();
  }

  @Test
  void keepsTheEntriesBeforeABrokenLengthAndOfOtherBundlesAuthentic() throws IOException {
    SampleLog.write(directory, 300);
    damage("tile/entries/000", 0);
    LogContents log = read();
    assertThat(log.defects()).extracting(LogDefect::code).contains(Code.BUNDLE_MALFORMED);
    assertThat(log.entries().stream().filter(entry -> entry.index() >= 256))
        .hasSize(44)
        .allMatch(LogEntry::authentic);
    assertThat(log.entries().stream().filter(entry -> entry.index() < 256))
        .noneMatch(LogEntry::authentic);
  }

  @Test
  void findsTheTruthBehindDamageInEntriesAndTilesAtOnce() throws IOException {
    SampleLog.write(directory, 300);
    damage("tile/entries/001.p/44", 10);
    damage("tile/0/000", 100);
    LogContents log = read();
    assertThat(log.defects())
        .extracting(LogDefect::code, LogDefect::place)
        .containsExactly(
            tuple(Code.ENTRY_ALTERED, "tile/entries/001.p/44 entry 256"),
            tuple(Code.TILE_ALTERED, "tile/0/000"));
    assertThat(log.entries()).hasSize(300);
    assertThat(log.entries().stream().filter(entry -> !entry.authentic())).hasSize(1);
  }

  @Test
  void findsTheTruthBehindADamagedFullBundleAndADamagedLastTile() throws IOException {
    SampleLog.write(directory, 300);
    damage("tile/entries/000", 4);
    damage("tile/0/001.p/44", 100);
    LogContents log = read();
    assertThat(log.defects())
        .extracting(LogDefect::code, LogDefect::place)
        .containsExactly(
            tuple(Code.ENTRY_ALTERED, "tile/entries/000 entry 0"),
            tuple(Code.TILE_ALTERED, "tile/0/001.p/44"));
    assertThat(log.entries().stream().filter(entry -> !entry.authentic())).hasSize(1);
  }

  @Test
  void bindsNothingWhenNothingLeadsToTheRoot() throws IOException {
    SampleLog.write(directory, 3);
    damage("tile/entries/000.p/3", 4);
    damage("tile/0/000.p/3", 4);
    LogContents log = read();
    assertThat(log.defects())
        .extracting(LogDefect::code)
        .containsExactly(Code.ROOT_MISMATCH, Code.TILE_ALTERED);
    assertThat(log.entries()).hasSize(3).noneMatch(LogEntry::authentic);
    assertThat(log.isSound()).isFalse();
  }

  @Test
  void refusesARootThatTheLogSignedOverOtherEntries() throws IOException {
    SampleLog.write(directory, 3);
    Checkpoint lie = new Checkpoint(SampleLog.LOG.name(), 3, TreeHash.empty());
    rewrite("checkpoint", SignedNote.sign(lie.text(), SampleLog.LOG).encoded());
    LogContents log = read();
    assertThat(log.defects())
        .extracting(LogDefect::code, LogDefect::place)
        .containsExactly(tuple(Code.ROOT_MISMATCH, "checkpoint"));
    assertThat(log.entries()).hasSize(3).noneMatch(LogEntry::authentic);
  }

  @Test
  void returnsEntriesAsNotAuthenticWhenTheCheckpointIsRefused() throws IOException {
    SampleLog.write(directory, 300);
    for (byte[] bad : List.of(new byte[0], new byte[70_000], "x\n".getBytes(UTF_8))) {
      rewrite("checkpoint", bad);
      LogContents log = read();
      assertThat(log.checkpoint()).isEmpty();
      assertThat(log.defects()).extracting(LogDefect::place).containsExactly("checkpoint");
      assertThat(log.entries()).hasSize(300).noneMatch(LogEntry::authentic);
      assertThat(log.cosignatures()).isEmpty();
      assertThat(log.quorumSatisfied()).isFalse();
    }
  }

  @Test
  void reportsEveryMissingAndEveryUnexpectedFile() throws IOException {
    SampleLog.write(directory, 300);
    for (String file : SampleLog.files(directory)) {
      byte[] bytes = bytes(file);
      Files.delete(directory.resolve(file));
      assertThat(read().defects())
          .extracting(LogDefect::code, LogDefect::place)
          .contains(tuple(Code.FILE_MISSING, file));
      rewrite(file, bytes);
    }
    for (String file : List.of("tile/x", "tile/0/00", "tile/0/000.p0", "tile/entries/.hidden")) {
      rewrite(file, new byte[0]);
      assertThat(read().defects())
          .extracting(LogDefect::code, LogDefect::place)
          .containsExactly(tuple(Code.FILE_UNEXPECTED, file));
      Files.delete(directory.resolve(file));
    }
    assertThat(read().isSound()).isTrue();
  }

  @Test
  void reportsFilesPastTheCheckpoint() throws IOException {
    SampleLog.write(directory, 300);
    Path writer = directory.resolve(LogAudit.WRITER);
    Path aside = directory.resolve(".aside");
    for (String file : List.of("tile/0/002", "tile/0/001.p/45", "tile/entries/001.p/200")) {
      Files.createDirectories(directory.resolve(file).getParent());
      rewrite(file, new byte[32]);
      // A log that is still written is ahead of its checkpoint.
      assertThat(read().isSound()).isTrue();
      Files.move(writer, aside);
      assertThat(read().defects())
          .extracting(LogDefect::code, LogDefect::place)
          .containsExactly(tuple(Code.FILE_BEYOND_CHECKPOINT, file));
      Files.move(aside, writer);
      Files.delete(directory.resolve(file));
    }
  }

  @Test
  void allowsSupersededPartialFilesOnlyIfTheyAreRight() throws IOException {
    SampleLog.write(directory, 300);
    Files.createDirectories(directory.resolve("tile/0/000.p"));
    Files.createDirectories(directory.resolve("tile/entries/000.p"));
    byte[] tile = Arrays.copyOf(bytes("tile/0/000"), 64);
    rewrite("tile/0/000.p/2", tile);
    byte[] first = SampleLog.entry(0);
    byte[] bundle = Arrays.copyOf(bytes("tile/entries/000"), 2 + first.length);
    rewrite("tile/entries/000.p/1", bundle);
    assertThat(read().isSound()).isTrue();
    assertThat(read().entries()).hasSize(300);
    for (int i = 0; i < tile.length; i++) {
      rewrite("tile/0/000.p/2", SampleLog.flip(tile, i, 4));
      assertThat(read().defects()).extracting(LogDefect::place).containsExactly("tile/0/000.p/2");
    }
    rewrite("tile/0/000.p/2", tile);
    for (int i = 0; i < bundle.length; i++) {
      rewrite("tile/entries/000.p/1", SampleLog.flip(bundle, i, 4));
      assertThat(read().defects())
          .isNotEmpty()
          .allMatch(defect -> defect.place().startsWith("tile/entries/000.p/1"));
    }
  }

  @Test
  void readsRegularFilesOnly() throws IOException {
    SampleLog.write(directory, 300);
    Path elsewhere = Files.createTempDirectory(directory, "elsewhere");
    for (String file : List.of("checkpoint", "tile/0/000", "tile/entries/001.p")) {
      Path moved = elsewhere.resolve(file.replace('/', '-'));
      Files.move(directory.resolve(file), moved);
      Files.createSymbolicLink(directory.resolve(file), moved);
      LogContents log = read();
      assertThat(log.defects()).extracting(LogDefect::place).contains(file);
      assertThat(log.isSound()).isFalse();
      Files.delete(directory.resolve(file));
      Files.move(moved, directory.resolve(file));
    }
    Files.move(directory.resolve("tile"), elsewhere.resolve("tile"));
    Files.createSymbolicLink(directory.resolve("tile"), elsewhere.resolve("tile"));
    assertThat(read().entries()).isEmpty();
    assertThat(read().defects()).extracting(LogDefect::place).contains("tile");
  }

  @Test
  void answersAnAbsurdSignedSizeAtOnce() throws IOException {
    SampleLog.write(directory, 300);
    Checkpoint absurd =
        new Checkpoint(SampleLog.LOG.name(), Long.MAX_VALUE, Hash.sha256(new byte[0]));
    rewrite("checkpoint", SignedNote.sign(absurd.text(), SampleLog.LOG).encoded());
    LogContents log = read();
    assertThat(log.defects()).hasSizeBetween(10, 300);
    assertThat(log.defects()).extracting(LogDefect::code).contains(Code.FILE_MISSING);
    assertThat(log.entries()).noneMatch(LogEntry::authentic);
  }

  @Test
  void checksWithoutHandingOutEntriesAndSaysTheSame() throws IOException {
    Checkpoint checkpoint = SampleLog.write(directory, 70_000);
    List<LogDefect> met = new ArrayList<>();
    AuditOutcome sound = LogAudit.check(directory, SampleLog.policy(), met::add);
    assertThat(met).isEmpty();
    assertThat(sound.isSound()).isTrue();
    assertThat(sound.rewritten()).isFalse();
    assertThat(sound.checkpoint()).hasValue(checkpoint);
    for (String file : List.of("tile/1/001.p/17", "tile/1/000", "tile/2/000.p/1")) {
      damage(file, 40 % bytes(file).length);
      met.clear();
      AuditOutcome damaged = LogAudit.check(directory, SampleLog.policy(), met::add);
      assertThat(met)
          .extracting(LogDefect::code, LogDefect::place)
          .containsExactly(tuple(Code.TILE_ALTERED, file));
      assertThat(damaged.defects()).isEqualTo(1);
      assertThat(damaged.isSound()).isFalse();
      damage(file, 40 % bytes(file).length);
    }
    List<Long> indexes = new ArrayList<>();
    LogAudit.stream(directory, SampleLog.policy(), met::add, entry -> indexes.add(entry.index()));
    assertThat(indexes).hasSize(70_000).isSorted();
  }

  @Test
  void keepsWhatIsThereAuthenticWhenManyBundlesAreMissing() throws IOException {
    SampleLog.write(directory, 256 * 40 + 3);
    for (int i = 3; i < 33; i++) {
      Files.delete(directory.resolve("tile/entries/0%02d".formatted(i)));
    }
    LogContents log = read();
    assertThat(log.defects()).hasSize(17).allMatch(defect -> defect.code() == Code.FILE_MISSING);
    assertThat(log.entries()).hasSize(256 * 10 + 3).allMatch(LogEntry::authentic);
    assertThat(log.isSound()).isFalse();
  }

  @Test
  void passesOverAFarOffFileWithoutLookingForAllThatShouldStandBefore() throws IOException {
    SampleLog.write(directory, 3);
    Checkpoint absurd =
        new Checkpoint(SampleLog.LOG.name(), Long.MAX_VALUE, Hash.sha256(new byte[0]));
    rewrite("checkpoint", SignedNote.sign(absurd.text(), SampleLog.LOG).encoded());
    for (String level : List.of("tile/entries", "tile/0", "tile/1")) {
      Path far = directory.resolve(level + "/x036/x028/x797/x018/x962");
      Files.createDirectories(far);
      Files.write(far.resolve("000"), new byte[8192]);
    }
    LogContents log = read();
    assertThat(log.defects()).hasSizeLessThan(300);
    assertThat(log.entries()).noneMatch(LogEntry::authentic);
  }

  @Test
  void refusesALogThatChangesUnderItsEyes() throws IOException {
    SampleLog.write(directory, 256 * 40);
    assertThatThrownBy(() ->
            LogAudit.stream(
                directory, SampleLog.policy(), defect -> {}, entry -> changeOnce(entry.index())))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("changed while it was read");
  }

  private void changeOnce(long index) {
    if (index == 0) {
      try {
        damage("tile/entries/039", 10);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void ignoresHiddenFilesBesideTheCheckpointAndSaysIfThatWasReplaced() throws IOException {
    SampleLog.write(directory, 3);
    rewrite(".intent", new byte[3]);
    Files.createDirectories(directory.resolve(".wal"));
    assertThat(read().isSound()).isTrue();
    byte[] checkpoint = bytes("checkpoint");
    AuditOutcome outcome =
        LogAudit.stream(
            directory,
            SampleLog.policy(),
            defect -> {},
            entry -> {
              try {
                rewrite("checkpoint", Arrays.copyOf(checkpoint, checkpoint.length + 1));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertThat(outcome.rewritten()).isTrue();
    assertThat(outcome.isSound()).isTrue();
  }

  @Test
  void refusesADirectoryThatIsAbsentOrIsNone() throws IOException {
    Path absent = directory.resolve("absent");
    assertThatThrownBy(() -> LogAudit.read(absent, SampleLog.policy()))
        .isInstanceOf(NoSuchFileException.class);
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> LogAudit.read(file, SampleLog.policy()))
        .isInstanceOf(NotDirectoryException.class);
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertThat(LogAudit.read(empty, SampleLog.policy()).defects())
        .extracting(LogDefect::code, LogDefect::place)
        .containsExactly(tuple(Code.FILE_MISSING, "checkpoint"));
  }

  @Test
  void printsNoControlCharacterOfAFileName() throws IOException {
    SampleLog.write(directory, 3);
    rewrite("tile/\u001b[2Jx\n", new byte[0]);
    assertThat(read().defects()).extracting(LogDefect::place).containsExactly("tile/?[2Jx?");
  }

  @Test
  void readsTheLogOfAnotherImplementation() throws IOException, PolicyRefusedException {
    Path vectors = SharedVectors.directory();
    byte[] policy = Files.readAllBytes(vectors.resolve("example.policy"));
    LogContents log = LogAudit.read(vectors.resolve("sample-log"), QuorumPolicy.parse(policy));
    assertThat(log.isSound()).isTrue();
    assertThat(log.entries()).hasSize(300).allMatch(LogEntry::authentic);
    assertThat(log.cosignatures()).extracting(Cosignature::time).containsExactly(1_795_420_800L);
  }
}
