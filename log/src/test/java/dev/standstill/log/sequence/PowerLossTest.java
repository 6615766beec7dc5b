package dev.standstill.log.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.log.SampleLog;
import dev.standstill.log.audit.LogAudit;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.storage.PowerLossStorage;
import dev.standstill.log.storage.PowerLossStorage.Fault;
import dev.standstill.log.storage.PowerLossStorage.ProcessEnded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A log is stopped at every operation on its disk, in every way that {@link Fault} knows, with and
 * without a loss of power, and must come back with all that it has promised.
 *
 * <p>{@code -Dseeds=100} runs more lives, {@code -Dseed=17} one again.
 */
class PowerLossTest {
  private static final int STEPS = 20;
  private static final List<Fault> FAULTS = List.of(Fault.values());

  /** Operations that are left out between two faults, unless many seeds are asked for. */
  private static final int STRIDE = Long.getLong("seeds", 0) > 0 ? 1 : 4;

  @TempDir Path directory;

  static LongStream seeds() {
    Long seed = Long.getLong("seed");
    return seed != null ? LongStream.of(seed) : LongStream.range(0, Long.getLong("seeds", 3));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keepsEveryPromiseWhereverItIsStopped(long seed) throws IOException {
    PowerLossStorage undisturbed = new PowerLossStorage(seed);
    Workload whole = new Workload(seed, STEPS);
    whole.run(undisturbed);
    long operations = undisturbed.operations();
    assertThat(operations).isGreaterThan(100);
    Random random = new Random(seed);
    long runs = 0;
    for (long at = 1L + random.nextInt(STRIDE); at <= operations; at += STRIDE) {
      stopAt(seed, at, random.nextBoolean() ? Fault.END_BEFORE : Fault.END_WITHIN, true);
      stopAt(seed, at, FAULTS.get(random.nextInt(FAULTS.size())), random.nextBoolean());
      runs += 2;
    }
    System.out.printf("seed %d: %d operations, stopped %d times%n", seed, operations, runs);
  }

  private void stopAt(long seed, long at, Fault fault, boolean powerFails) throws IOException {
    String what = "-Dseed=%d: %s at %d, power loss %s".formatted(seed, fault, at, powerFails);
    PowerLossStorage disk = new PowerLossStorage(31 * seed + at);
    disk.faultAt(at, fault);
    Workload life = new Workload(seed, STEPS);
    try {
      life.run(disk);
      throw new AssertionError("not stopped: " + what);
    } catch (ProcessEnded | IOException e) {
      // As arranged.
    }
    try {
      comeBack(disk, life, powerFails, new Random(seed * 1_000_003 + at));
    } catch (IOException | RuntimeException | AssertionError e) {
      throw new AssertionError(what, e);
    }
  }

  private void comeBack(PowerLossStorage disk, Workload life, boolean powerFails, Random random)
      throws IOException {
    restart(disk, powerFails);
    // Half of the time the way back is disturbed as well.
    if (random.nextBoolean()) {
      disk.faultAt(1 + random.nextInt(40), FAULTS.get(random.nextInt(FAULTS.size())));
      try {
        publishAll(disk, life);
      } catch (ProcessEnded | IOException e) {
        restart(disk, random.nextBoolean());
      }
      restart(disk, false);
    }
    publishAll(disk, life);
    Map<String, byte[]> files = disk.files();
    life.check(files);
    if (random.nextInt(100) == 0) {
      audit(files);
    }
    byte[] before = disk.fingerprint(".writer/");
    publishAll(disk, life);
    assertThat(disk.fingerprint(".writer/")).isEqualTo(before);
    // What was published has survived for good.
    disk.losePower();
    life.check(disk.files());
  }

  private static void restart(PowerLossStorage disk, boolean powerFails) {
    if (powerFails) {
      disk.losePower();
    } else {
      disk.restartProcess();
    }
  }

  private static void publishAll(PowerLossStorage disk, Workload life) throws IOException {
    WriterContext context = life.context(disk, true);
    boolean begun = disk.files().containsKey(WriterFiles.INTENT);
    assertThat(begun || life.acknowledged() == 0).isTrue();
    try (LogWriter writer = begun ? LogWriter.open(context) : LogWriter.create(context)) {
      var _ = writer.publish();
    }
  }

  private void audit(Map<String, byte[]> files) throws IOException {
    Path copy = Files.createTempDirectory(directory, "log");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path target = copy.resolve(file.getKey());
      Files.createDirectories(target.resolveSibling("."));
      Files.write(target, file.getValue());
    }
    QuorumPolicy policy = QuorumPolicy.withoutWitnesses(SampleLog.LOG.verifierKey());
    assertThat(LogAudit.read(copy, policy).defects()).isEmpty();
  }
}
