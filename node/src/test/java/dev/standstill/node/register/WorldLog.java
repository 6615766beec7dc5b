package dev.standstill.node.register;

import dev.standstill.evidence.SourceLog;
import dev.standstill.log.audit.LogAudit;
import dev.standstill.log.audit.LogEntry;
import dev.standstill.log.policy.PolicyRefusedException;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.simulation.World;
import dev.standstill.simulation.WorldEvidence;
import dev.standstill.simulation.WorldScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the parties of a small world signed, one by one, and the key of the log that it is for. */
record WorldLog(
    World world, Path evidence, SourceLog log, QuorumPolicy policy, List<byte[]> entries) {

  /** Two sites are enough for every question, and soon written. */
  static WorldLog write(long seed, Path folder) throws IOException {
    World whole = World.of(seed, WorldScale.SMALL);
    return write(
        new World(seed, whole.scale(), whole.parties(), whole.sites().subList(0, 2)), folder);
  }

  /** With all its sites. */
  static WorldLog whole(long seed, Path folder) throws IOException {
    return write(World.of(seed, WorldScale.SMALL), folder);
  }

  private static WorldLog write(World world, Path folder) throws IOException {
    long seed = world.seed();
    Path evidence = folder.resolve("world-" + seed);
    WorldEvidence.write(world, evidence, (_, _) -> {});
    SourceLog log = WorldEvidence.log(world);
    QuorumPolicy policy = policy(log);
    List<byte[]> entries =
        LogAudit.read(evidence, policy).entries().stream().map(LogEntry::bytes).toList();
    return new WorldLog(world, evidence, log, policy, entries);
  }

  static QuorumPolicy policy(SourceLog log) {
    try {
      return QuorumPolicy.parse(log.policy());
    } catch (PolicyRefusedException e) {
      throw new AssertionError(e);
    }
  }

  /** The readings that its statements cite. */
  void copyReadings(Path directory) throws IOException {
    Path telemetry = Files.createDirectories(directory.resolve("telemetry"));
    try (Stream<Path> files = Files.list(evidence.resolve("telemetry"))) {
      for (Path file : files.toList()) {
        Files.copy(file, telemetry.resolve(file.getFileName()));
      }
    }
  }
}
