package dev.standstill.log.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.log.SampleLog;
import dev.standstill.log.policy.QuorumPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No byte of a log can change without a defect that names its file. */
class DamagedByteTest {
  @TempDir Path directory;

  /** With this quorum the loss of one cosignature alone would not show. */
  private static QuorumPolicy anyWitness() {
    return SampleLog.policy(SampleLog.policyText().replace("both all", "both any"));
  }

  @Test
  void noticesEveryByteOfASmallLog() throws IOException {
    SampleLog.write(directory, 3);
    for (String file : SampleLog.files(directory)) {
      int length = (int) Files.size(directory.resolve(file));
      checkFlips(file, IntStream.range(0, length), anyWitness());
      checkLengths(file);
    }
  }

  @Test
  void noticesSampledBytesOfALogWithFullTiles() throws IOException {
    SampleLog.write(directory, 300);
    Random random = new Random(300);
    for (String file : SampleLog.files(directory)) {
      int length = (int) Files.size(directory.resolve(file));
      checkFlips(file, random.ints(40, 0, length).distinct(), SampleLog.policy());
      checkLengths(file);
    }
  }

  private void checkFlips(String file, IntStream positions, QuorumPolicy policy)
      throws IOException {
    byte[] right = Files.readAllBytes(directory.resolve(file));
    for (int position : positions.toArray()) {
      for (int mask : new int[] {0x01, 0x20, 0x80}) {
        byte[] damaged = SampleLog.flip(right, position, mask);
        Files.write(directory.resolve(file), damaged);
        assertDefect(file, policy, "byte " + position + " of " + file + " ^ " + mask);
      }
    }
    Files.write(directory.resolve(file), right);
    assertThat(LogAudit.read(directory, policy).isSound()).isTrue();
  }

  private void checkLengths(String file) throws IOException {
    byte[] right = Files.readAllBytes(directory.resolve(file));
    for (int length : new int[] {0, 1, right.length / 2, right.length - 1, right.length + 1}) {
      Files.write(directory.resolve(file), Arrays.copyOf(right, length));
      assertDefect(file, SampleLog.policy(), length + " bytes of " + file);
    }
    Files.write(directory.resolve(file), right);
  }

  private void assertDefect(String file, QuorumPolicy policy, String what) throws IOException {
    LogContents log = LogAudit.read(directory, policy);
    assertThat(log.defects()).as(what).isNotEmpty();
    assertThat(log.defects()).as(what).allMatch(d -> d.place().startsWith(file));
    assertThat(log.isSound()).as(what).isFalse();
    for (LogEntry entry : log.entries()) {
      boolean right = Arrays.equals(entry.bytes(), SampleLog.entry(entry.index()));
      assertThat(right || !entry.authentic()).as(what).isTrue();
    }
  }
}
