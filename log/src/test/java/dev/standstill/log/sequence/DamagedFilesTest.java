package dev.standstill.log.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.log.SampleLog;
import dev.standstill.log.audit.LogAudit;
import dev.standstill.log.audit.LogContents;
import dev.standstill.log.audit.LogEntry;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.witness.Cosigners;
import dev.standstill.log.witness.Cosigning;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of every kind are cut, removed and altered by one bit: a start refuses and names the place,
 * or the damage is outside of what a start reads, and then the audit of the next publication finds
 * it. The one outcome that must not be is a log that looks right and is not.
 */
class DamagedFilesTest {
  private static final int PUBLISHED = 300;
  private static final int ACKNOWLEDGED = 700;
  private static final QuorumPolicy POLICY =
      QuorumPolicy.withoutWitnesses(SampleLog.LOG.verifierKey());

  @TempDir Path directory;
  private Path whole;
  private int copies;

  /** Some entries are published, others only in the write-ahead log and in unsynced tiles. */
  @BeforeEach
  void writeLog() throws IOException {
    whole = directory.resolve("whole");
    try (LogWriter writer = SampleLog.create(whole)) {
      for (int i = 0; i < ACKNOWLEDGED; i++) {
        var _ = writer.append(SampleLog.entry(i));
        if (i + 1 == PUBLISHED) {
          var _ = writer.publish();
        }
      }
      writer.sync();
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> found = Files.walk(whole)) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> whole.relativize(file).toString())
          .filter(name -> !name.equals(WriterFiles.LOCK))
          .sorted()
          .toList();
    }
  }

  private Path copy() throws IOException {
    Path copy = directory.resolve("copy" + copies++);
    for (String name : files()) {
      Path target = copy.resolve(name);
      Files.createDirectories(target.resolveSibling("."));
      Files.copy(whole.resolve(name), target);
    }
    return copy;
  }

  private enum Outcome {
    REFUSED,
    FOUND_BY_AUDIT,
    HARMLESS
  }

  private Outcome outcome(Path copy, String what) throws IOException {
    try (LogWriter writer = SampleLog.open(copy)) {
      var _ = writer.publish();
    } catch (LogDamagedException e) {
      assertThat(e.place()).as(what).isNotEmpty();
      assertThat(e).as(what).hasMessageStartingWith(e.place() + ": ");
      return Outcome.REFUSED;
    } catch (FileSystemException e) {
      // Larger than a file of its kind can be.
      assertThat(e.getFile()).as(what).startsWith(copy.toString());
      return Outcome.REFUSED;
    }
    LogContents log = LogAudit.read(copy, POLICY);
    if (!log.isSound()) {
      return Outcome.FOUND_BY_AUDIT;
    }
    List<LogEntry> entries = log.entries();
    assertThat(entries).as(what).hasSize(ACKNOWLEDGED);
    for (LogEntry entry : entries) {
      byte[] expected = SampleLog.entry(entry.index());
      assertThat(Arrays.equals(entry.bytes(), expected)).as(what).isTrue();
    }
    return Outcome.HARMLESS;
  }

  @Test
  void isNeverSilentlyWrongAfterOneBit() throws IOException {
    Random random = new Random(1);
    Set<String> seen = new TreeSet<>();
    for (String file : files()) {
      int length = (int) Files.size(whole.resolve(file));
      IntStream start = IntStream.of(0, length / 2, length - 1);
      for (int position : IntStream.concat(start, random.ints(6, 0, length)).distinct().toArray()) {
        Path copy = copy();
        byte[] right = Files.readAllBytes(copy.resolve(file));
        byte[] wrong = SampleLog.flip(right, position, 1 << random.nextInt(8));
        Files.write(copy.resolve(file), wrong);
        Outcome outcome = outcome(copy, "byte " + position + " of " + file);
        seen.add(kind(file) + " " + outcome);
      }
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(
            ".writer/intent REFUSED",
            ".writer/wal REFUSED",
            // Zeros that were reserved and not used.
            ".writer/wal HARMLESS",
            "checkpoint REFUSED",
            // Entries below the right edge are read by no start.
            "tile/entries FOUND_BY_AUDIT",
            "tile/entries REFUSED",
            // Past the last checkpoint files are made again.
            "tile/entries HARMLESS",
            "tile/0 REFUSED",
            "tile/0 HARMLESS",
            "tile/1 REFUSED");
  }

  private static String kind(String file) {
    return file.startsWith(".writer/wal") ? ".writer/wal" : file.replaceFirst("/\\d{3}.*", "");
  }

  @Test
  void isNeverSilentlyWrongAfterACut() throws IOException {
    Set<Outcome> seen = new HashSet<>();
    for (String file : files()) {
      byte[] right = Files.readAllBytes(whole.resolve(file));
      for (int length : new int[] {0, 1, right.length / 2, right.length - 1, right.length + 1}) {
        Path copy = copy();
        Files.write(copy.resolve(file), Arrays.copyOf(right, length));
        seen.add(outcome(copy, file + " of " + length + " bytes"));
      }
      Path copy = copy();
      Files.delete(copy.resolve(file));
      seen.add(outcome(copy, "without " + file));
    }
    assertThat(seen).containsExactlyInAnyOrder(Outcome.values());
  }

  @Test
  void namesTheRecordThatIsBad() throws IOException {
    Path copy = copy();
    String segment =
        files().stream().filter(name -> name.contains("wal-")).findFirst().orElseThrow();
    byte[] right = Files.readAllBytes(copy.resolve(segment));
    // The second record holds the entries that were synced last; the first ones are signed for.
    Files.write(copy.resolve(segment), SampleLog.flip(right, WalRecord.BLOCK + 100, 4));
    assertRefused(copy, Cosigners.none(), LogDamagedException.Reason.ALTERED, segment + ": ");
    assertThat(outcome(copy, "again")).isEqualTo(Outcome.REFUSED);
  }

  private static void assertRefused(
      Path copy, Cosigners cosigners, LogDamagedException.Reason reason, String message)
      throws IOException {
    try (LogWriter writer = LogWriter.open(copy, CheckpointSigner.of(SampleLog.LOG), cosigners)) {
      throw new AssertionError("opened with " + writer.size() + " entries");
    } catch (LogDamagedException e) {
      assertThat(e.reason()).isEqualTo(reason);
      assertThat(e).hasMessageContaining(message);
    }
  }

  /** A witness who remembers what he was shown. */
  private static Cosigners remembering(List<SignedNote> notes) {
    return new Cosigners() {
      @Override
      public Cosigning cosign(SignedNote signed, ConsistencySource consistency) {
        return new Cosigning.Quorate(signed);
      }

      @Override
      public List<SignedNote> lastWitnessed() {
        return notes;
      }
    };
  }

  @Test
  void refusesADiskThatWasSetBack() throws IOException {
    Path old = copy();
    SignedNote later;
    try (LogWriter writer = SampleLog.open(whole)) {
      var _ = writer.publish();
      later = writer.published().orElseThrow();
    }
    assertRefused(
        old,
        remembering(List.of(later)),
        LogDamagedException.Reason.ROLLED_BACK,
        "this key signed 700 entries, the files know of 300");
    // A witness cannot invent what we did not sign: another key, or a cosignature alone.
    SignedNote forged =
        SignedNote.sign(Workload.checkpoint(later).text().replace("700", "900"), SampleLog.NORTH);
    SignedNote foreign =
        new SignedNote(
            later.text(),
            List.of(Cosignature.sign(SampleLog.NORTH, SampleLog.TIME, Workload.checkpoint(later))));
    CheckpointSigner signer = CheckpointSigner.of(SampleLog.LOG);
    LogWriter.open(old, signer, remembering(List.of(forged, foreign))).close();
  }

  @Test
  void refusesToContradictAnotherTreeOfTheSameSize() throws IOException {
    Path other = directory.resolve("other");
    SignedNote beside;
    try (LogWriter writer = SampleLog.create(other)) {
      for (int i = 0; i < PUBLISHED; i++) {
        var _ = writer.append(SampleLog.entry(i + 1));
      }
      var _ = writer.publish();
      beside = writer.published().orElseThrow();
    }
    assertRefused(
        whole,
        remembering(List.of(beside)),
        LogDamagedException.Reason.ROLLED_BACK,
        "this key signed another tree of 300 entries");
  }

  @Test
  void doesNotPublishWhatTheCosignersChanged() throws IOException {
    Path copy = copy();
    Cosigners changing =
        new Cosigners() {
          @Override
          public Cosigning cosign(SignedNote signed, ConsistencySource consistency) {
            return new Cosigning.Quorate(SignedNote.sign(signed.text(), SampleLog.NORTH));
          }

          @Override
          public List<SignedNote> lastWitnessed() {
            return List.of();
          }
        };
    byte[] before = Files.readAllBytes(copy.resolve("checkpoint"));
    try (LogWriter writer = LogWriter.open(copy, CheckpointSigner.of(SampleLog.LOG), changing)) {
      assertThat(writer.publish()).isInstanceOf(Publication.BelowQuorum.class);
    }
    assertThat(copy.resolve("checkpoint")).hasBinaryContent(before);
  }
}
