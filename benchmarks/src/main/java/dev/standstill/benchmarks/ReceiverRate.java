package dev.standstill.benchmarks;

import dev.standstill.site.metering.Faults;
import dev.standstill.site.metering.metric.MetricRules;
import dev.standstill.site.metering.receiver.ReceiverLimits;
import dev.standstill.site.metering.receiver.RemoteWriteReceiver;
import dev.standstill.site.metering.receiver.WriteRequest;
import dev.standstill.site.metering.store.ReadingStore;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Samples a second that the receiver has on the disk before it answers: a receiver in a process of
 * its own, requests of 2,000 samples as a Prometheus sends them, several at a time. Beside it, in
 * the same run, the same bodies read and not stored, and the bytes that the store wrote, written
 * bare and synced as often as there were requests. Sender and receiver share the machine.
 *
 * <p>Arguments: a folder on the disk that is meant, requests (600), senders (8), rounds (5).
 */
public final class ReceiverRate {
  private static final int SAMPLES = 2 * MeteredSite.DEVICES;
  private static final int NO_CONTENT = 204;
  private static final int NOT_NOW = 503;

  private ReceiverRate() {}

  /** Runs it. */
  public static void main(String... arguments) throws Exception {
    if (arguments.length > 0 && arguments[0].equals("receiver")) {
      receive(Path.of(arguments[1]));
      return;
    }
    Path folder = Files.createTempDirectory(Path.of(arguments[0]), "receiver-rate");
    int requests = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 600;
    int senders = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 8;
    int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 5;
    long first = Instant.now().toEpochMilli() / 1_000 * 1_000 - requests * 1_000L;
    List<byte[]> bodies = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      bodies.add(MeteredSite.request(first + i * 1_000L));
    }
    System.out.printf(
        Locale.ROOT,
        "%,d requests of %,d samples, %,d bytes each, %d at a time%n",
        requests,
        SAMPLES,
        bodies.getFirst().length,
        senders);
    for (int round = 0; round < rounds; round++) {
      round(folder.resolve("round-" + round), bodies, senders);
    }
    delete(folder);
  }

  private static void round(Path folder, List<byte[]> bodies, int senders) throws Exception {
    double samples = (double) bodies.size() * SAMPLES;
    double received = samples / send(folder.resolve("store"), bodies, senders);
    double decoded = samples / decode(bodies);
    long bytes = size(folder.resolve("store"));
    double bare = samples / bare(folder.resolve("bare"), bytes, bodies.size());
    System.out.printf(
        Locale.ROOT,
        "  received %,9.0f/s   only read, one thread %,9.0f/s   bare bytes, one sync a request"
            + " %,9.0f/s   %.1f bytes a sample%n",
        received,
        decoded,
        bare,
        bytes / samples);
    delete(folder);
  }

  /** The process that receives; it says its port, ends with its input and says what it cost. */
  private static void receive(Path store) throws IOException {
    try (ReadingStore readings =
            ReadingStore.open(store, MeteredSite.plan(), InstantSource.system(), new Faults());
        RemoteWriteReceiver receiver =
            RemoteWriteReceiver.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                MeteredSite.TOKEN,
                MetricRules.dcgm().atSite(MeteredSite.SITE),
                readings,
                ReceiverLimits.DEFAULT)) {
      System.out.println(receiver.address().getPort());
      var _ = System.in.read();
      ProcessCost cost = ProcessCost.now();
      System.out.printf(
          Locale.ROOT,
          "%.1f s of processor, %d MB resident at most%n",
          cost.cpuSeconds(),
          cost.residentMegabytesMax());
    }
  }

  /** Seconds until every request was answered with 204. */
  private static double send(Path store, List<byte[]> bodies, int senders) throws Exception {
    Process receiver =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ReceiverRate.class.getName(),
                "receiver",
                store.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = receiver.inputReader(StandardCharsets.UTF_8);
        BufferedWriter input = receiver.outputWriter(StandardCharsets.UTF_8)) {
      URI uri = URI.create("http://127.0.0.1:" + said.readLine() + RemoteWriteReceiver.PATH);
      // The first few hundred requests warm both machines.
      var _ = sent(uri, bodies.subList(0, bodies.size() / 3), senders);
      long begin = System.nanoTime();
      int again = sent(uri, bodies, senders);
      double seconds = (System.nanoTime() - begin) / 1e9;
      input.write("end\n");
      input.flush();
      System.out.println("  receiver: " + said.readLine() + ", told " + again + " to try again");
      return seconds;
    } finally {
      receiver.destroy();
      receiver.waitFor();
    }
  }

  /** Sends every body until it is answered with 204; how often one had to be sent again. */
  private static int sent(URI uri, List<byte[]> bodies, int senders) throws Exception {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger again = new AtomicInteger();
    AtomicInteger kept = new AtomicInteger();
    try (HttpClient client = HttpClient.newHttpClient()) {
      List<Thread> threads = new ArrayList<>();
      for (int sender = 0; sender < senders; sender++) {
        threads.add(
            Thread.ofPlatform()
                .start(() -> {
                  for (int i = next.getAndIncrement();
                      i < bodies.size();
                      i = next.getAndIncrement()) {
                    int status = post(client, uri, bodies.get(i));
                    while (status == NOT_NOW) {
                      again.incrementAndGet();
                      status = post(client, uri, bodies.get(i));
                    }
                    if (status == NO_CONTENT) {
                      kept.incrementAndGet();
                    }
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    if (kept.get() != bodies.size()) {
      throw new IllegalStateException(
          "of " + bodies.size() + " requests " + kept + " were answered with 204");
    }
    return again.get();
  }

  private static int post(HttpClient client, URI uri, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + MeteredSite.TOKEN)
            .header("Content-Encoding", "snappy")
            .header("Content-Type", "application/x-protobuf")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double decode(List<byte[]> bodies) throws WriteRequest.Malformed {
    WriteRequest decoder =
        new WriteRequest(
            MetricRules.dcgm().atSite(MeteredSite.SITE), ReceiverLimits.DEFAULT.decodedBytesMax());
    long readings = 0;
    long begin = System.nanoTime();
    for (byte[] body : bodies) {
      readings += decoder.read(body).readings().size();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (readings != (long) bodies.size() * SAMPLES) {
      throw new IllegalStateException("only " + readings + " readings");
    }
    return seconds;
  }

  private static double bare(Path file, long bytes, int syncs) throws IOException {
    ByteBuffer part = ByteBuffer.allocateDirect((int) (bytes / syncs));
    long begin = System.nanoTime();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int i = 0; i < syncs; i++) {
        part.clear();
        while (part.hasRemaining()) {
          channel.write(part);
        }
        channel.force(false);
      }
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Of the journals of the measured requests; the first third was sent twice. */
  private static long size(Path store) throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files
              .filter(file -> file.toString().endsWith(".readings"))
              .mapToLong(file -> file.toFile().length())
              .sum()
          * 3
          / 4;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
