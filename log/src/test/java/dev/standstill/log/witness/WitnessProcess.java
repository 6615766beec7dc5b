package dev.standstill.log.witness;

import dev.standstill.log.SampleLog;
import dev.standstill.log.storage.DiskStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A witness in a process of its own, for tests that kill it. Prints its port when it listens. */
final class WitnessProcess {
  private WitnessProcess() {}

  public static void main(String... args) throws IOException, InterruptedException {
    Witness witness =
        Witness.open(
            KnownLogs.of(List.of(SampleLog.LOG.verifierKey())),
            new WitnessKeys(SampleLog.NORTH, SampleLog.NORTH_PQ),
            new DiskStorage(Path.of(args[0])),
            InstantSource.system());
    try (HttpWitness server = HttpWitness.of(witness)) {
      System.out.println(server.port());
      Thread.currentThread().join();
    }
  }
}
