package dev.standstill.benchmarks;

import dev.standstill.cli.Ed25519Provider;
import dev.standstill.core.decision.Docket;
import dev.standstill.core.order.Circumstances;
import dev.standstill.core.order.OrderState;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.EvidenceReader;
import dev.standstill.evidence.TrustRoot;
import dev.standstill.log.audit.LogAudit;
import dev.standstill.log.audit.LogEntry;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.PartyKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * A log of many statements read and folded to the state of its orders, beside nothing but checking
 * the same signatures; both on all cores, in turn, so that they meet the same neighbours.
 */
public final class Folding {

  private Folding() {}

  /**
   * Runs it.
   *
   * @param args number of statements (default 1,000,000) and of rounds (default 3)
   */
  public static void main(String... args) throws IOException {
    long size = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    Ed25519Provider.install();
    MadeStatements statements = new MadeStatements();
    Path directory = Files.createTempDirectory("standstill-folding");
    try {
      write(directory, statements, size);
      List<Double> ratios = new ArrayList<>();
      for (int round = 0; round <= rounds; round++) {
        double signatures = signatures(directory, statements.keys());
        double folding = folding(directory, size);
        String what = round == 0 ? "warm-up" : "round " + round;
        System.out.printf(
            Locale.ROOT,
            "%s: signatures alone %.1f s, whole reading and fold %.1f s, ratio %.2f%n",
            what,
            signatures,
            folding,
            folding / signatures);
        if (round > 0) {
          ratios.add(folding / signatures);
        }
      }
      ratios.sort(null);
      System.out.printf(
          Locale.ROOT,
          "median ratio %.2f over %d rounds, %,d statements, %d cores%n",
          ratios.get(ratios.size() / 2),
          rounds,
          size,
          Runtime.getRuntime().availableProcessors());
    } finally {
      Scratch.remove(directory);
    }
  }

  private static void write(Path directory, MadeStatements statements, long size)
      throws IOException {
    // Signed in stretches on all cores: a million signatures take a while.
    long stretch = 100L * MadeStatements.BLOCK;
    List<byte[]> made = new ArrayList<>();
    MadeLog.write(
        directory,
        size,
        index -> {
          if (index % stretch == 0) {
            made.clear();
            LongStream.range(0, stretch / MadeStatements.BLOCK)
                .parallel()
                .mapToObj(block -> statements.block(index + block * MadeStatements.BLOCK))
                .toList()
                .forEach(made::addAll);
          }
          return made.get((int) (index % stretch));
        });
  }

  /** Envelopes are read before the clock starts: only the checks count. */
  private static double signatures(Path directory, List<PartyKey> keys) throws IOException {
    List<Envelope> envelopes =
        LogAudit.read(directory, MadeLog.policy()).entries().parallelStream()
            .map(LogEntry::bytes)
            .map(bytes -> Envelope.read(bytes).accepted().orElseThrow())
            .toList();
    long start = System.nanoTime();
    long checked =
        envelopes.parallelStream()
            .mapToLong(envelope -> envelope.check(keys).verified().size())
            .sum();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (checked < envelopes.size()) {
      throw new IllegalStateException("a made signature is refused");
    }
    return seconds;
  }

  private static double folding(Path directory, long size) throws IOException {
    long start = System.nanoTime();
    Evidence evidence = EvidenceReader.read(directory, TrustRoot.fromSource());
    OrderState state =
        Docket.orders(
            evidence.history().orElseThrow(), evidence.facts(), Circumstances.witnessed(size));
    double seconds = (System.nanoTime() - start) / 1e9;
    if (!evidence.defects().isEmpty() || evidence.facts().size() < size - 1) {
      throw new IllegalStateException(
          evidence.facts().size() + " facts, first defect " + evidence.defects().getFirst());
    }
    if (state.orders().size() < size / MadeStatements.BLOCK * 6) {
      throw new IllegalStateException("orders are missing: " + state.orders().size());
    }
    return seconds;
  }
}
