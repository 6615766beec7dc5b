package dev.standstill.evidence.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.evidence.SourceUnreadableException;
import dev.standstill.log.audit.LogAudit;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.proof.SplitView;
import dev.standstill.log.proof.SplitViewCheck;
import dev.standstill.log.tile.TileSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogMirrorTest {
  @TempDir Path temporary;

  private Path source() {
    return temporary.resolve("source");
  }

  private int copies;

  private Path copy() {
    return temporary.resolve("copy" + copies);
  }

  private LogMirror.Outcome mirror() throws IOException {
    return mirror(TileSource.of(source()));
  }

  private LogMirror.Outcome mirror(TileSource files) throws IOException {
    return new LogMirror(files, copy(), ForkableLog.policy()).run(CopyProgress.NONE);
  }

  private LogMirror.Outcome.Refused refused() throws IOException {
    return (LogMirror.Outcome.Refused) mirror();
  }

  private Map<String, List<Byte>> files(Path directory) throws IOException {
    Map<String, List<Byte>> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(directory)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        String name = directory.relativize(file).toString();
        if (!name.startsWith(".") && !name.equals("policy")) {
          List<Byte> bytes = new ArrayList<>();
          for (byte b : Files.readAllBytes(file)) {
            bytes.add(b);
          }
          files.put(name, bytes);
        }
      }
    }
    return files;
  }

  private void requireSame() throws IOException {
    assertThat(files(copy())).isEqualTo(files(source()));
    assertThat(LogAudit.read(copy(), ForkableLog.policy()).isSound()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 255, 256, 257, 512, 1000, 65_536, 65_537})
  void copiesALogOfAnySizeFileByFile(int size) throws IOException {
    ForkableLog.write(source(), size, ForkableLog.NEVER);
    assertThat(mirror()).isInstanceOf(LogMirror.Outcome.Copied.class);
    requireSame();
  }

  @Test
  void followsAGrowingLogAndFetchesOnlyWhatIsNew() throws IOException {
    for (int size : new int[] {0, 3, 200, 256, 300, 511, 513, 800}) {
      Path next = temporary.resolve("source" + size);
      ForkableLog.write(next, size, ForkableLog.NEVER);
      LogMirror.Outcome outcome = mirror(TileSource.of(next));
      assertThat(outcome)
          .isInstanceOfSatisfying(
              LogMirror.Outcome.Copied.class,
              copied -> assertThat(copied.filesFetched()).isLessThan(8));
      assertThat(files(copy())).isEqualTo(files(next));
    }
    assertThat(mirror(TileSource.of(temporary.resolve("source800"))))
        .isInstanceOfSatisfying(
            LogMirror.Outcome.Copied.class, copied -> assertThat(copied.filesFetched()).isZero());
  }

  @Test
  void continuesARunThatWasCutOffAndPublishesNoCheckpointBefore() throws IOException {
    ForkableLog.write(source(), 2000, ForkableLog.NEVER);
    TileSource whole = TileSource.of(source());
    for (int allowed = 1; allowed < 30; allowed++) {
      AtomicInteger left = new AtomicInteger(allowed);
      TileSource cut =
          (path, bytesMax) -> {
            if (left.decrementAndGet() < 0) {
              throw new IOException("the line is cut");
            }
            return whole.read(path, bytesMax);
          };
      try {
        mirror(cut);
        break;
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("the line is cut");
        assertThat(copy().resolve("checkpoint")).doesNotExist();
      }
    }
    mirror();
    requireSame();
  }

  @Test
  void storesNothingFalseAndHealsWhatWasDamaged() throws IOException {
    ForkableLog.write(source(), 700, ForkableLog.NEVER);
    for (String name : files(source()).keySet()) {
      if (name.equals("checkpoint")) {
        continue;
      }
      Path file = source().resolve(name);
      byte[] right = Files.readAllBytes(file);
      for (byte[] wrong :
          List.of(new byte[0], Arrays.copyOf(right, right.length - 1), flipped(right))) {
        Files.write(file, wrong);
        requireNothingFalse(name, right);
        Files.write(file, right);
      }
      Files.delete(file);
      requireNothingFalse(name, right);
      Files.write(file, right);
    }
    mirror();
    requireSame();
    for (String name : files(copy()).keySet()) {
      if (!name.equals("checkpoint")) {
        Files.write(copy().resolve(name), new byte[3]);
        mirror();
        requireSame();
      }
    }
  }

  private void requireNothingFalse(String name, byte[] right) throws IOException {
    copies++;
    assertThat(refused().reason()).as(name).isEqualTo(LogMirror.Reason.DAMAGED);
    assertThat(copy().resolve("checkpoint")).doesNotExist();
    if (Files.exists(copy().resolve(name))) {
      assertThat(Files.readAllBytes(copy().resolve(name))).isEqualTo(right);
    }
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] flipped = bytes.clone();
    flipped[flipped.length / 2] ^= 1;
    return flipped;
  }

  @Test
  void refusesARollbackAndKeepsWhatItHas() throws IOException {
    ForkableLog.write(source(), 300, ForkableLog.NEVER);
    mirror();
    Map<String, List<Byte>> before = files(copy());
    Path older = temporary.resolve("older");
    ForkableLog.write(older, 100, ForkableLog.NEVER);
    assertThat(mirror(TileSource.of(older)))
        .isInstanceOfSatisfying(
            LogMirror.Outcome.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(LogMirror.Reason.ROLLED_BACK);
              assertThat(refused.evidence()).isEmpty();
            });
    assertThat(files(copy())).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 299, 300, 301, 700})
  void keepsEvidenceOfASplitView(int size) throws Exception {
    ForkableLog.write(source(), 300, ForkableLog.NEVER);
    mirror();
    Map<String, List<Byte>> before = files(copy());
    Path forked = temporary.resolve("forked");
    ForkableLog.write(forked, size, 50);
    LogMirror.Outcome outcome = mirror(TileSource.of(forked));
    assertThat(outcome).isInstanceOf(LogMirror.Outcome.Refused.class);
    LogMirror.Outcome.Refused refused = (LogMirror.Outcome.Refused) outcome;
    assertThat(refused.reason()).isEqualTo(LogMirror.Reason.SPLIT_VIEW);
    Path evidence = refused.evidence().orElseThrow();
    assertThat(SplitView.parse(Files.readAllBytes(evidence)).check(ForkableLog.policy()))
        .isInstanceOf(SplitViewCheck.Proven.class);
    assertThat(files(copy())).isEqualTo(before);
    assertThat(LogAudit.read(copy(), ForkableLog.policy()).isSound()).isTrue();
  }

  @Test
  void refusesCheckpointsThatThePolicyRefuses() throws Exception {
    ForkableLog.write(source(), 3, ForkableLog.NEVER);
    Path checkpoint = source().resolve("checkpoint");
    byte[] right = Files.readAllBytes(checkpoint);
    Files.write(checkpoint, flipped(right));
    assertThat(refused().reason()).isEqualTo(LogMirror.Reason.CHECKPOINT_REFUSED);
    Files.write(checkpoint, right);
    String witness = ForkableLog.KEY.verifierKey().toString();
    QuorumPolicy strict =
        QuorumPolicy.parse(
            ("log " + witness + "\nwitness w " + stranger() + "\nquorum w\n").getBytes(UTF_8));
    LogMirror.Outcome outcome =
        new LogMirror(TileSource.of(source()), copy(), strict).run(CopyProgress.NONE);
    assertThat(((LogMirror.Outcome.Refused) outcome).reason())
        .isEqualTo(LogMirror.Reason.BELOW_QUORUM);
    assertThat(copy().resolve("tile")).doesNotExist();
    assertThatThrownBy(() -> mirror((path, bytesMax) -> Optional.empty()))
        .isInstanceOf(SourceUnreadableException.class);
  }

  private static String stranger() {
    byte[] seed = new byte[32];
    seed[0] = 9;
    return SigningKey.fromSeed("w", seed).cosignatureKey().toString();
  }

  @Test
  void turnsASecondWriterAway() throws IOException {
    ForkableLog.write(source(), 3, ForkableLog.NEVER);
    Files.createDirectories(copy());
    try (FileChannel channel =
            FileChannel.open(
                copy().resolve(".writer-lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(this::mirror).isInstanceOf(FileSystemException.class);
    }
    assertThat(mirror()).isInstanceOf(LogMirror.Outcome.Copied.class);
  }
}
