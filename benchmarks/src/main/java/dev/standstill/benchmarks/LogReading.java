package dev.standstill.benchmarks;

import dev.standstill.log.audit.AuditOutcome;
import dev.standstill.log.audit.LogAudit;
import dev.standstill.log.merkle.CompactRange;
import dev.standstill.log.merkle.ConsistencyProof;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.InclusionProof;
import dev.standstill.log.merkle.ProofCheck;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.merkle.TreeHasher;
import dev.standstill.log.merkle.TreeHead;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.tile.StoredTiles;
import dev.standstill.log.tile.TilePath;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Reading a log: node hashing against the JDK's bare digest, the audit of a whole log against bare
 * hashing of the same entries and nodes, and proofs from the tiles on disk.
 *
 * <p>Arguments: entries of the log, rounds. The yardsticks run in the same rounds, turn by turn.
 */
public final class LogReading {
  private static final int ENTRY_BYTES = 300;
  private static final int NODES = 2_000_000;
  private static final String AUDIT_LINE =
      "audit, %s: bare hashing %.3f s, audit %.3f s (%,.0f entries/s), ratio %.2f";
  private static final int PROOFS = 2_000;

  private final int rounds;
  private final long size;

  private LogReading(long size, int rounds) {
    this.size = size;
    this.rounds = rounds;
  }

  /** Runs it. */
  public static void main(String... args) throws Exception {
    long size = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    Path directory = Files.createTempDirectory("made-log-");
    try {
      new LogReading(size, rounds).run(directory);
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void run(Path directory) throws Exception {
    Checkpoint checkpoint = MadeLog.write(directory, size, ENTRY_BYTES);
    say(
        String.format(
            Locale.ROOT,
            "%,d entries of %d bytes, %d rounds, medians; heap at most %,d MiB",
            size,
            ENTRY_BYTES,
            rounds,
            Runtime.getRuntime().maxMemory() >> 20));
    nodes();
    rebuilds();
    audits(directory);
    proofs(directory, checkpoint.head());
  }

  private void nodes() throws NoSuchAlgorithmException, DigestException {
    List<Double> bare = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    byte[] children = new byte[65];
    byte[] target = new byte[32];
    TreeHasher hasher = new TreeHasher();
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int round = -1; round < rounds; round++) {
      long begin = System.nanoTime();
      for (int i = 0; i < NODES; i++) {
        digest.update(children, 0, 65);
        digest.digest(target, 0, 32);
        children[1 + (i & 31)] ^= target[0];
      }
      long middle = System.nanoTime();
      for (int i = 0; i < NODES; i++) {
        hasher.node(children, 1, children, 33, target, 0);
        children[1 + (i & 31)] ^= target[0];
      }
      long end = System.nanoTime();
      if (round >= 0) {
        bare.add((middle - begin) / 1e9);
        ours.add((end - middle) / 1e9);
      }
    }
    say(
        String.format(
            Locale.ROOT,
            "nodes: JDK %,.0f/s, ours %,.0f/s: %.1f %%",
            NODES / median(bare),
            NODES / median(ours),
            100 * median(bare) / median(ours)));
  }

  private void rebuilds() throws NoSuchAlgorithmException, DigestException {
    List<Double> bare = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    for (int round = -1; round < rounds; round++) {
      long begin = System.nanoTime();
      bareHashing();
      long middle = System.nanoTime();
      rebuild();
      long end = System.nanoTime();
      if (round >= 0) {
        bare.add((middle - begin) / 1e9);
        ours.add((end - middle) / 1e9);
      }
    }
    say(
        String.format(
            Locale.ROOT,
            "tree from entries in memory: bare hashing %.3f s, tree %.3f s, ratio %.2f",
            median(bare),
            median(ours),
            median(ours) / median(bare)));
  }

  /** The tree of so many entries, tile by tile as the audit builds it. */
  private void rebuild() {
    TreeHasher hasher = new TreeHasher();
    CompactRange tree = new CompactRange();
    byte[] entry = new byte[ENTRY_BYTES];
    byte[] tile = new byte[TilePath.WIDTH_FULL * Hash.LENGTH];
    byte[] top = new byte[Hash.LENGTH];
    while (tree.size() < size - size % TilePath.WIDTH_FULL) {
      for (int i = 0; i < TilePath.WIDTH_FULL; i++) {
        entry[0] = (byte) i;
        hasher.leaf(entry, 0, ENTRY_BYTES, tile, i * Hash.LENGTH);
      }
      hasher.subtree(tile, 0, TilePath.WIDTH_FULL, top, 0);
      tree.append(top, 0, 8);
    }
    while (tree.size() < size) {
      hasher.leaf(entry, 0, ENTRY_BYTES, tile, 0);
      tree.append(tile, 0);
    }
    if (tree.root().equals(TreeHash.empty())) {
      throw new IllegalStateException("no tree was built");
    }
  }

  private void audits(Path directory) throws Exception {
    List<Double> bare = new ArrayList<>();
    List<Double> audit = new ArrayList<>();
    List<Double> bareCpu = new ArrayList<>();
    List<Double> auditCpu = new ArrayList<>();
    for (int round = -1; round < rounds; round++) {
      long begin = System.nanoTime();
      long cpu = threadCpu();
      bareHashing();
      long middle = System.nanoTime();
      long middleCpu = threadCpu();
      AuditOutcome outcome =
          LogAudit.check(directory, MadeLog.policy(), defect -> say(defect.toString()));
      long end = System.nanoTime();
      if (!outcome.isSound()) {
        throw new IllegalStateException("the made log is not sound");
      }
      if (round >= 0) {
        bare.add((middle - begin) / 1e9);
        audit.add((end - middle) / 1e9);
        bareCpu.add((middleCpu - cpu) / 1e9);
        auditCpu.add((threadCpu() - middleCpu) / 1e9);
      }
    }
    say(
        String.format(
            Locale.ROOT,
            AUDIT_LINE,
            "wall",
            median(bare),
            median(audit),
            size / median(audit),
            median(audit) / median(bare)));
    say(
        String.format(
            Locale.ROOT,
            AUDIT_LINE,
            "CPU of the hashing thread",
            median(bareCpu),
            median(auditCpu),
            size / median(auditCpu),
            median(auditCpu) / median(bareCpu)));
  }

  private static long threadCpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** One leaf hash and one node hash an entry, from memory, without any tree. */
  private void bareHashing() throws NoSuchAlgorithmException, DigestException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] leaf = new byte[1 + ENTRY_BYTES];
    byte[] node = new byte[65];
    for (long i = 0; i < size; i++) {
      leaf[1] = (byte) i;
      digest.update(leaf, 0, leaf.length);
      digest.digest(node, 1, 32);
      digest.update(node, 0, 65);
      digest.digest(node, 33, 32);
    }
  }

  private void proofs(Path directory, TreeHead head) throws IOException {
    Random random = new Random(1);
    List<Double> made = new ArrayList<>();
    List<Double> checked = new ArrayList<>();
    List<Double> consistency = new ArrayList<>();
    for (int i = -PROOFS; i < PROOFS; i++) {
      long index = random.nextLong(size);
      Hash leaf = TreeHash.leaf(MadeLog.entry(index, ENTRY_BYTES));
      long begin = System.nanoTime();
      InclusionProof proof = InclusionProof.generate(index, size, new StoredTiles(directory, size));
      long middle = System.nanoTime();
      ProofCheck check = proof.verify(leaf, head);
      long end = System.nanoTime();
      ConsistencyProof.generate(index + 1, size, new StoredTiles(directory, size));
      long last = System.nanoTime();
      if (check != ProofCheck.VALID) {
        throw new IllegalStateException("proof of " + index + ": " + check);
      }
      if (i >= 0) {
        made.add((middle - begin) / 1e6);
        checked.add((end - middle) / 1e6);
        consistency.add((last - end) / 1e6);
      }
    }
    say(
        String.format(
            Locale.ROOT,
            "proofs from tiles (page cache): inclusion made %.3f ms, checked %.4f ms;"
                + " consistency made"
                + " %.3f ms; worst of %d: %.3f, %.4f, %.3f ms",
            median(made),
            median(checked),
            median(consistency),
            PROOFS,
            made.stream().max(Double::compare).orElse(0.0),
            checked.stream().max(Double::compare).orElse(0.0),
            consistency.stream().max(Double::compare).orElse(0.0)));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
