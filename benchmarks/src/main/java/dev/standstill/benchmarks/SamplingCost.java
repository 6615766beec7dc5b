package dev.standstill.benchmarks;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import com.sun.net.httpserver.HttpServer;
import dev.standstill.site.metering.Faults;
import dev.standstill.site.metering.MeterSource;
import dev.standstill.site.metering.metric.MetricRules;
import dev.standstill.site.metering.nvml.NvmlSource;
import dev.standstill.site.metering.sampling.Sampler;
import dev.standstill.site.metering.scrape.Fetch;
import dev.standstill.site.metering.scrape.ScrapeSource;
import dev.standstill.site.metering.store.ReadingStore;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * What a thousand devices sampled once a second cost, from the source to the disk: processor time
 * and memory of the sampling process alone, over a minute after half a minute of warming. Devices
 * of a library that stands in for NVIDIA's ({@code nvml}, three channels each), or 125 exporters of
 * eight devices in another process ({@code scrape}, two channels each of six metrics shown).
 *
 * <p>Arguments: a folder on the disk that is meant, {@code nvml} or {@code scrape}, and for {@code
 * nvml} the path of site/src/test/native/fake_nvml.c.
 */
public final class SamplingCost {
  private static final int PER_NODE = 8;
  private static final Duration WARMING = Duration.ofSeconds(30);
  private static final Duration MEASURED = Duration.ofSeconds(60);

  private SamplingCost() {}

  /** Runs it. */
  public static void main(String... arguments) throws Exception {
    if (arguments[0].equals("sampler")) {
      sample(Path.of(arguments[1]), arguments[2], arguments[3]);
      return;
    }
    Path folder = Files.createTempDirectory(Path.of(arguments[0]), "sampling-cost");
    String kind = arguments[1];
    HttpServer exporter = exporter();
    String where =
        kind.equals("nvml")
            ? library(folder, arguments[2]).toString()
            : Integer.toString(exporter.getAddress().getPort());
    Process sampler =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                SamplingCost.class.getName(),
                "sampler",
                folder.resolve("store").toString(),
                kind,
                where)
            .inheritIO()
            .start();
    int status = sampler.waitFor();
    exporter.stop(0);
    System.exit(status);
  }

  private static Path library(Path folder, String source) throws Exception {
    Path library = folder.resolve("libfakenvml.so");
    Process gcc =
        new ProcessBuilder("gcc", "-shared", "-fPIC", "-o", library.toString(), source)
            .inheritIO()
            .start();
    if (gcc.waitFor() != 0) {
      throw new IllegalStateException("gcc could not build " + source);
    }
    return library;
  }

  private static HttpServer exporter() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    for (int node = 0; node < MeteredSite.DEVICES / PER_NODE; node++) {
      byte[] text = text(node).getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/" + node,
          exchange -> {
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
          });
    }
    server.start();
    return server;
  }

  private static String text(int node) {
    StringBuilder text = new StringBuilder();
    String[] metrics = {
      "DCGM_FI_DEV_SM_CLOCK",
      "DCGM_FI_DEV_GPU_TEMP",
      "DCGM_FI_DEV_POWER_USAGE",
      "DCGM_FI_DEV_GPU_UTIL",
      "DCGM_FI_DEV_FB_FREE",
      "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE"
    };
    for (String metric : metrics) {
      text.append("# HELP ").append(metric).append(" help\n# TYPE ").append(metric);
      text.append(" gauge\n");
      for (int place = 0; place < PER_NODE; place++) {
        text.append(
            ("%s{gpu=\"%d\",UUID=\"%s\",device=\"nvidia%d\",modelName=\"NVIDIA H100 80GB HBM3\","
                    + "Hostname=\"node-%d\"} 0.5%n")
                .formatted(metric, place, MeteredSite.uuid(node * PER_NODE + place), place, node));
      }
    }
    return text.toString();
  }

  @SuppressWarnings("try") // The sampler works by itself.
  private static void sample(Path store, String kind, String where) throws Exception {
    List<MeterSource> sources = kind.equals("nvml") ? devices(where) : exporters(where);
    Faults faults = new Faults();
    try (ReadingStore readings =
            ReadingStore.open(store, MeteredSite.plan(), InstantSource.system(), faults);
        Sampler sampler =
            Sampler.start(sources, readings, InstantSource.system(), Duration.ofSeconds(1))) {
      Thread.sleep(WARMING);
      ProcessCost before = ProcessCost.now();
      long begin = System.nanoTime();
      Thread.sleep(MEASURED);
      ProcessCost after = ProcessCost.now();
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%s: %.2f %% of one core, %d MB resident, %d MB at most, faults %s%n",
          kind,
          100 * (after.cpuSeconds() - before.cpuSeconds()) / seconds,
          after.residentMegabytes(),
          after.residentMegabytesMax(),
          faults.lines());
    }
    long bytes;
    try (var files = Files.walk(store)) {
      bytes =
          files
              .filter(file -> file.toString().endsWith(".readings"))
              .mapToLong(file -> file.toFile().length())
              .sum();
    }
    System.out.printf(Locale.ROOT, "%,d bytes of journal%n", bytes);
  }

  private static List<MeterSource> exporters(String port) {
    List<MeterSource> sources = new ArrayList<>();
    for (int node = 0; node < MeteredSite.DEVICES / PER_NODE; node++) {
      URI place = URI.create("http://127.0.0.1:" + port + "/" + node);
      Fetch fetch = new Fetch(place, Map.of(), Duration.ofSeconds(5), 1 << 20);
      sources.add(new ScrapeSource(fetch, MetricRules.dcgm()));
    }
    return sources;
  }

  /** Fills the library that stands in for NVIDIA's with devices. */
  @SuppressWarnings("restricted")
  private static List<MeterSource> devices(String library) {
    Arena arena = Arena.global();
    SymbolLookup symbols = SymbolLookup.libraryLookup(Path.of(library), arena);
    Linker linker = Linker.nativeLinker();
    try {
      linker
          .downcallHandle(
              symbols.find("fake_reset").orElseThrow(), FunctionDescriptor.ofVoid(JAVA_INT))
          .invokeWithArguments(MeteredSite.DEVICES);
      for (int device = 0; device < MeteredSite.DEVICES; device++) {
        linker
            .downcallHandle(
                symbols.find("fake_device_is").orElseThrow(),
                FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG))
            .invokeWithArguments(
                device, arena.allocateFrom(MeteredSite.uuid(device)), 612_300, 1_000L);
      }
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    return List.of(new NvmlSource(library));
  }
}
