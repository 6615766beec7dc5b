package dev.standstill.site.metering.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.standstill.site.metering.RealComponent;
import dev.standstill.site.metering.store.StoredReadings;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus scrapes an exporter of ours and writes to the receiver, which is killed and
 * started again meanwhile. What Prometheus itself remembers of its scrapes, and counts as sent,
 * must be in the store.
 */
class PrometheusTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Process> processes = new ArrayList<>();
  private final AtomicLong scrapes = new AtomicLong();
  private HttpServer exporter;
  private int receiverPort;
  private int prometheusPort;

  @BeforeEach
  void exporter() throws IOException {
    RealComponent.require("prometheus");
    exporter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    exporter.createContext(
        "/metrics",
        exchange -> {
          StringBuilder text = new StringBuilder();
          long scrape = scrapes.incrementAndGet();
          for (int device = 1; device <= 8; device++) {
            // Every scrape shows another power, by which it is found again.
            text.append(
                "DCGM_FI_DEV_POWER_USAGE{gpu=\"%d\",UUID=\"GPU-%d\"} %d.%03d\n"
                    .formatted(device, device, 100 + scrape, device));
            text.append(
                "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE{gpu=\"%d\",UUID=\"GPU-%d\"} 0.25\n"
                    .formatted(device, device));
            text.append(
                "DCGM_FI_DEV_GPU_UTIL{gpu=\"%d\",UUID=\"GPU-%d\"} 99\n".formatted(device, device));
          }
          byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    exporter.start();
    receiverPort = freePort();
    prometheusPort = freePort();
  }

  @AfterEach
  void end() throws Exception {
    for (Process process : processes) {
      process.destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    if (exporter != null) {
      exporter.stop(0);
    }
    client.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Process receiver() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(ReceiverProcess.class.getName());
    command.add(folder.resolve("store").toString());
    command.add(Integer.toString(receiverPort));
    for (int device = 1; device <= 8; device++) {
      command.add("GPU-" + device);
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    processes.add(process);
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    assertThat(said.readLine()).startsWith("listens on");
    return process;
  }

  private void prometheus() throws IOException {
    Path configuration = folder.resolve("prometheus.yml");
    Files.writeString(
        configuration,
        """
        global:
          scrape_interval: 200ms
          scrape_timeout: 200ms
          external_labels: {site: north}
        scrape_configs:
        - job_name: dcgm
          static_configs: [{targets: ['127.0.0.1:%d']}]
        remote_write:
        - url: http://127.0.0.1:%d/api/v1/write
          authorization: {type: Bearer, credentials: site-token}
          queue_config: {batch_send_deadline: 100ms, min_backoff: 30ms, max_backoff: 500ms}
        """
            .formatted(exporter.getAddress().getPort(), receiverPort));
    processes.add(
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + prometheusPort)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start());
  }

  private String ask(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + prometheusPort + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  /** Waits until something is so; how long that takes is nothing this test says. */
  private static void await(String what, Asking asking) throws Exception {
    Instant until = Instant.now().plus(PATIENCE);
    while (!asking.isSo()) {
      assertThat(Instant.now()).as(what).isBefore(until);
      Thread.sleep(50);
    }
  }

  interface Asking {
    boolean isSo() throws Exception;
  }

  private Set<String> stored() throws IOException {
    return StoredReadings.values(folder.resolve("store")).entrySet().stream()
        .filter(entry -> entry.getKey().contains(" POWER "))
        .map(entry -> device(entry.getKey()) + " " + entry.getValue())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String device(String key) {
    return key.substring(0, key.indexOf(' '));
  }

  private long counter(String name) throws Exception {
    Matcher found =
        Pattern.compile("(?m)^" + name + "\\{[^}]*\\} ([0-9.e+]+)$").matcher(ask("/metrics"));
    return found.find() ? (long) Double.parseDouble(found.group(1)) : 0;
  }

  /** Every power that Prometheus remembers to have scraped, in milliwatts. */
  private Set<String> scraped() throws Exception {
    String json = ask("/api/v1/query?query=DCGM_FI_DEV_POWER_USAGE[5m]");
    Set<String> all = new TreeSet<>();
    for (String series : json.split("\"metric\":", -1)) {
      Matcher uuid = Pattern.compile("\"UUID\":\"([^\"]+)\"").matcher(series);
      Matcher value = Pattern.compile("\\[[0-9.]+,\"([0-9.]+)\"\\]").matcher(series);
      while (uuid.find(0) && value.find()) {
        all.add(uuid.group(1) + " " + Math.round(Double.parseDouble(value.group(1)) * 1_000));
      }
    }
    return all;
  }

  @Test
  void nothingThatWasAcknowledgedIsLostWhenTheReceiverIsKilled() throws Exception {
    Process first = receiver();
    prometheus();
    await("readings arrive", () -> StoredReadings.values(folder.resolve("store")).size() > 100);
    Set<String> before = stored();
    first.destroyForcibly();
    assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(stored()).containsAll(before);
    // Prometheus notices, keeps what it has and tries again.
    await(
        "samples are tried again",
        () -> counter("prometheus_remote_storage_samples_retried_total") > 0);
    Process second = receiver();
    assertThat(second.isAlive()).isTrue();
    long soFar = scrapes.get();
    await("more is scraped", () -> scrapes.get() > soFar + 10);
    exporter.stop(0);
    await(
        "nothing is pending",
        () ->
            counter("prometheus_remote_storage_samples_pending") == 0
                && stored().containsAll(scraped()));
    Set<String> scraped = scraped();
    assertThat(scraped).hasSizeGreaterThan(before.size());
    assertThat(stored()).containsAll(scraped);
    assertThat(counter("prometheus_remote_storage_samples_dropped_total")).isZero();
    assertThat(counter("prometheus_remote_storage_samples_failed_total")).isZero();
    assertThat(StoredReadings.values(folder.resolve("store")).keySet())
        .allMatch(key -> key.contains(" POWER ") || key.contains(" TENSOR_ACTIVE "));
  }
}
