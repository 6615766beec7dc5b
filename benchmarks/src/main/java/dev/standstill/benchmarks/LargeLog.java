package dev.standstill.benchmarks;

import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.log.witness.Cosigners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * Twenty million entries under a small heap: what appending, publishing and opening cost at every
 * million, to show that none of them grows with the log.
 */
public final class LargeLog {
  private static final int BATCH = 2048;
  private static final int PUBLISHED_EVERY = 50;

  private LargeLog() {}

  /**
   * Runs it.
   *
   * @param args the folder to work in (default: the temporary one) and millions (default 20)
   */
  public static void main(String... args) throws IOException {
    Path parent = Path.of(args.length > 0 ? args[0] : System.getProperty("java.io.tmpdir"));
    int millions = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    Path folder = Files.createTempDirectory(parent, "standstill-large-");
    CheckpointSigner signer =
        CheckpointSigner.of(SigningKey.generate("large.example/log", new SecureRandom()));
    try {
      LogWriter.create(folder, signer, Cosigners.none()).close();
      for (int million = 1; million <= millions; million++) {
        long start = System.nanoTime();
        LogWriter writer = LogWriter.open(folder, signer, Cosigners.none());
        double open = (System.nanoTime() - start) / 1e6;
        extend(writer, million * 1_000_000L, open);
        writer.close();
      }
    } finally {
      Scratch.remove(folder);
    }
  }

  private static void extend(LogWriter writer, long size, double openMillis) throws IOException {
    long begin = System.nanoTime();
    long publishing = 0;
    int publications = 0;
    for (int batch = 1; writer.size() < size; batch++) {
      for (int i = 0; i < BATCH && writer.size() < size; i++) {
        var _ = writer.append(Scratch.entry(writer.size()));
      }
      writer.sync();
      if (batch % PUBLISHED_EVERY == 0 || writer.size() == size) {
        long start = System.nanoTime();
        var _ = writer.publish();
        publishing += System.nanoTime() - start;
        publications++;
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "%,11d entries: %.2f µs an entry with publishing, %.0f ms a publication,"
            + " %.0f ms to open before, %d MiB of heap in use%n",
        size,
        seconds,
        publishing / 1e6 / publications,
        openMillis,
        (runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }
}
