package dev.standstill.log.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.log.SampleLog;
import dev.standstill.log.storage.DiskStorage;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process is killed without notice while it cosigns; what it answered must be on its disk.
 * {@code -Dkills=N} kills it N times instead of three.
 */
class WitnessKilledTest {
  private static final SampleTree LOG = SampleTree.HONEST;
  private static final int SIZE_MAX = 400;

  @TempDir Path directory;

  @Test
  void neverFallsBehindWhatItAnswered() throws Exception {
    List<byte[]> requests =
        LongStream.range(0, SIZE_MAX)
            .mapToObj(from -> LOG.request(from, from + 1).encoded())
            .toList();
    long recorded = 0;
    for (int kill = 0; kill < Integer.getInteger("kills", 3); kill++) {
      AtomicLong answered = new AtomicLong(recorded);
      long killAfter = recorded + 2 + kill * 3L;
      Process process = start();
      try (BufferedReader out = process.inputReader(UTF_8)) {
        String port = Objects.requireNonNull(out.readLine());
        Thread client = Thread.ofPlatform().start(() -> hammer(port, requests, answered));
        while (client.isAlive() && answered.get() < Math.min(killAfter, SIZE_MAX)) {
          Thread.sleep(1);
        }
        process.destroyForcibly();
        client.join();
      }
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      recorded = stateOnDisk();
      assertThat(recorded).isGreaterThanOrEqualTo(answered.get()).isGreaterThan(0);
      // At most the one request that was on its way was recorded without an answer.
      assertThat(recorded).isLessThanOrEqualTo(answered.get() + 1);
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path", ""),
            WitnessProcess.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Asks for one size after the other until the witness no longer answers. */
  private static void hammer(String port, List<byte[]> requests, AtomicLong answered) {
    URI uri = URI.create("http://127.0.0.1:" + port + "/add-checkpoint");
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (answered.get() < requests.size()) {
        byte[] request = requests.get((int) answered.get());
        HttpRequest post =
            HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(request)).build();
        if (client.send(post, BodyHandlers.ofString()).statusCode() != 200) {
          return;
        }
        answered.incrementAndGet();
      }
    } catch (IOException e) {
      // Killed, as intended.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long stateOnDisk() throws IOException {
    Witness witness =
        Witness.open(
            KnownLogs.of(List.of(SampleLog.LOG.verifierKey())),
            new WitnessKeys(SampleLog.NORTH, SampleLog.NORTH_PQ),
            new DiskStorage(directory),
            InstantSource.system());
    return witness.witnessed().getFirst().head().size();
  }
}
