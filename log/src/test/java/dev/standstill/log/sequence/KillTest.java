package dev.standstill.log.sequence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.log.SampleLog;
import dev.standstill.log.audit.LogAudit;
import dev.standstill.log.audit.LogContents;
import dev.standstill.log.audit.LogEntry;
import dev.standstill.log.policy.QuorumPolicy;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process on a real disk, killed with SIGKILL while sixteen threads append. {@code
 * -Dkills=300} kills more often, {@code -Dseed=17} at the same moments again.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("kills", 20);

  /** The log grows by every run: all of it is read again only so often, and at the end. */
  private static final int KILLS_PER_AUDIT = 20;

  @TempDir Path directory;

  private final Map<Long, String> acknowledged = new TreeMap<>();

  @Test
  void losesNoAcknowledgedEntry() throws Exception {
    long seed = Long.getLong("seed", 1);
    Random random = new Random(seed);
    SampleLog.create(directory).close();
    for (int kill = 1; kill <= KILLS; kill++) {
      runAndKill(kill, random);
      try (LogWriter writer = SampleLog.open(directory)) {
        assertThat(writer.size()).isGreaterThan(lastAcknowledged());
        if (kill % KILLS_PER_AUDIT == 0 || kill == KILLS) {
          var _ = writer.publish();
        }
      }
      if (kill % KILLS_PER_AUDIT == 0 || kill == KILLS) {
        checkAll();
      }
    }
    System.out.printf(
        "seed %d: killed %d times, %d entries acknowledged%n", seed, KILLS, acknowledged.size());
  }

  private long lastAcknowledged() {
    return acknowledged.keySet().stream().mapToLong(Long::longValue).max().orElse(-1);
  }

  private void runAndKill(int kill, Random random) throws IOException, InterruptedException {
    String java = ProcessHandle.current().info().command().orElseThrow();
    Process process =
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path").replace("\n", File.pathSeparator),
                KilledProcess.class.getName(),
                directory.toString(),
                "run" + kill)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int lines = 1 + random.nextInt(800);
    try (BufferedReader answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (int i = 0; i < lines; i++) {
        String line = answers.readLine();
        assertThat(line).as("the process ended by itself").isNotNull();
        acknowledge(line);
      }
      // It still appends: nobody else may.
      assertThatThrownBy(() -> SampleLog.open(directory)).hasMessageContaining("another writer");
      // Not of the process itself: that would close the pipe.
      assertThat(process.toHandle().destroyForcibly()).isTrue();
      // What it still said before it died counts as well, but for a line that was cut.
      List<String> rest = answers.readAllAsString().lines().toList();
      rest.stream().limit(Math.max(0, rest.size() - 1)).forEach(this::acknowledge);
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(process.exitValue()).isEqualTo(128 + 9);
  }

  private void acknowledge(String line) {
    String[] fields = line.split(" ", 2);
    String before = acknowledged.put(Long.parseLong(fields[0]), fields[1]);
    assertThat(before).as("one index for two entries: %s", line).isNull();
  }

  private void checkAll() throws IOException {
    LogContents log =
        LogAudit.read(directory, QuorumPolicy.withoutWitnesses(SampleLog.LOG.verifierKey()));
    assertThat(log.defects()).isEmpty();
    List<LogEntry> entries = log.entries();
    acknowledged.forEach((index, name) -> {
      byte[] entry = entries.get(index.intValue()).bytes();
      assertThat(Arrays.equals(entry, KilledProcess.entry(name))).as(name).isTrue();
    });
  }
}
