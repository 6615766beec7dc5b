package dev.standstill.log.sequence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.standstill.log.SampleLog;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** Appends until it is killed, and says on its output which entry has which index. */
final class KilledProcess {
  private static final int THREADS = 16;

  private KilledProcess() {}

  /** An entry that everybody can make again from its name. */
  static byte[] entry(String name) {
    byte[] start = (name + "\n").getBytes(UTF_8);
    return Arrays.copyOf(start, start.length + Math.floorMod(name.hashCode(), 3000));
  }

  /**
   * Runs.
   *
   * @param args the directory of the log, and a name for this run
   */
  public static void main(String... args) throws IOException, InterruptedException {
    LogWriter writer = SampleLog.open(Path.of(args[0]));
    SequencerOptions options = SequencerOptions.defaults().publishingEvery(Duration.ofMillis(20));
    try (Sequencer sequencer = Sequencer.start(writer, options);
        OutputStream answers = new FileOutputStream(FileDescriptor.out)) {
      Thread[] threads = new Thread[THREADS];
      for (int t = 0; t < THREADS; t++) {
        String thread = args[1] + "-" + t;
        threads[t] =
            Thread.ofPlatform()
                .start(() -> {
                  for (int i = 0; ; i++) {
                    String name = thread + "-" + i;
                    Receipt receipt = sequencer.append(entry(name)).toCompletableFuture().join();
                    acknowledge(answers, receipt.index() + " " + name + "\n");
                  }
                });
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static void acknowledge(OutputStream answers, String line) {
    try {
      // One write a line, without a buffer: what the parent reads was durable before.
      answers.write(line.getBytes(UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
