package dev.standstill.benchmarks;

import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.log.sequence.Sequencer;
import dev.standstill.log.sequence.SequencerOptions;
import dev.standstill.log.storage.DiskStorage;
import dev.standstill.log.witness.Cosigners;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Entries of 300 bytes, each acknowledged when it is durable and in the tree, at one, 256 and 2,048
 * in flight; checkpoints are published every second meanwhile. Beside it, in turn, the bare disk:
 * as many bytes appended to one file and synced, batch by batch of that size.
 */
public final class DurableAppends {
  private static final int[] IN_FLIGHT = {1, 256, 2048};

  private DurableAppends() {}

  private record Run(double perSecond, double p50, double p99, String syncs) {}

  /**
   * Runs it.
   *
   * @param args the folder to work in (default: the temporary one), number of entries (default
   *     400,000; one in flight: a hundredth) and of rounds (default 5)
   */
  public static void main(String... args) throws IOException, InterruptedException {
    Path parent = Path.of(args.length > 0 ? args[0] : System.getProperty("java.io.tmpdir"));
    int entries = args.length > 1 ? Integer.parseInt(args[1]) : 400_000;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    Path folder = Files.createTempDirectory(parent, "standstill-appends-");
    try {
      var _ = log(folder.resolve("warm"), entries / 4, 256);
      for (int inFlight : IN_FLIGHT) {
        int count = inFlight == 1 ? entries / 100 : entries;
        measure(folder, inFlight, count, rounds);
      }
    } finally {
      Scratch.remove(folder);
    }
  }

  private static void measure(Path folder, int inFlight, int count, int rounds)
      throws IOException, InterruptedException {
    List<Run> bare = new ArrayList<>();
    List<Run> ours = new ArrayList<>();
    System.out.printf(Locale.ROOT, "%n%,d in flight, %,d entries a round%n", inFlight, count);
    for (int round = 1; round <= rounds; round++) {
      bare.add(bare(folder.resolve("bare"), Math.max(200, count / inFlight), inFlight));
      Path directory = folder.resolve("log");
      ours.add(log(directory, count, inFlight));
      Scratch.remove(directory);
      print("bare disk ", bare.getLast());
      print("log       ", ours.getLast());
    }
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      ratios[i] = ours.get(i).p50() / bare.get(i).p50();
    }
    System.out.printf(
        Locale.ROOT,
        "median: bare %,.0f/s, p50 %.2f ms; log %,.0f/s, p50 %.2f, p99 %.2f ms; p50 ratio %.2f%n",
        Scratch.median(bare.stream().mapToDouble(Run::perSecond).toArray()),
        Scratch.median(bare.stream().mapToDouble(Run::p50).toArray()),
        Scratch.median(ours.stream().mapToDouble(Run::perSecond).toArray()),
        Scratch.median(ours.stream().mapToDouble(Run::p50).toArray()),
        Scratch.median(ours.stream().mapToDouble(Run::p99).toArray()),
        Scratch.median(ratios));
  }

  private static void print(String name, Run run) {
    System.out.printf(
        Locale.ROOT,
        "%s %,9.0f/s  p50 %7.3f ms  p99 %7.3f ms  %s%n",
        name,
        run.perSecond(),
        run.p50(),
        run.p99(),
        run.syncs());
  }

  /** One append and one fdatasync a batch, of as many bytes as the entries have. */
  private static Run bare(Path file, int batches, int batch) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocateDirect(Scratch.entry(0).length * batch);
    long[] nanos = new long[batches];
    long begin = System.nanoTime();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int i = 0; i < batches; i++) {
        long start = System.nanoTime();
        bytes.clear();
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(false);
        nanos[i] = System.nanoTime() - start;
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    Files.delete(file);
    return run((double) batches * batch / seconds, nanos, batches + " syncs");
  }

  private static Run log(Path directory, int count, int inFlight)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    CountingStorage disk = new CountingStorage(new DiskStorage(directory));
    SigningKey key = SigningKey.generate("benchmark.example/log", new SecureRandom());
    LogWriter writer =
        LogWriter.create(disk, CheckpointSigner.of(key), Cosigners.none(), InstantSource.system());
    long[] nanos = new long[count];
    long begin = System.nanoTime();
    double seconds;
    try (Sequencer sequencer = Sequencer.start(writer, SequencerOptions.defaults())) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < inFlight; t++) {
        int first = t;
        threads.add(
            Thread.ofVirtual()
                .start(() -> {
                  for (int i = first; i < count; i += inFlight) {
                    byte[] entry = Scratch.entry(i);
                    long start = System.nanoTime();
                    var _ = sequencer.append(entry).toCompletableFuture().join();
                    nanos[i] = System.nanoTime() - start;
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      seconds = (System.nanoTime() - begin) / 1e9;
    }
    String syncs =
        "%,d syncs of the write-ahead log, %,d of tiles, %,d of directories"
            .formatted(disk.openFiles(), disk.closedFiles(), disk.directories());
    return run(count / seconds, nanos, syncs);
  }

  private static Run run(double perSecond, long[] nanos, String syncs) {
    Arrays.sort(nanos);
    double p50 = nanos[nanos.length / 2] / 1e6;
    double p99 = nanos[(int) (nanos.length * 0.99)] / 1e6;
    return new Run(perSecond, p50, p99, syncs);
  }
}
