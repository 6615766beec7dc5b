package dev.standstill.site.agent;

import dev.standstill.core.site.SiteDeclaration;
import dev.standstill.evidence.source.AtomicFile;
import dev.standstill.site.configuration.MeteringSettings;
import dev.standstill.site.metering.Faults;
import dev.standstill.site.metering.MeterPlan;
import dev.standstill.site.metering.MeterSource;
import dev.standstill.site.metering.metric.MetricRules;
import dev.standstill.site.metering.nvml.NvmlSource;
import dev.standstill.site.metering.receiver.ReceiverLimits;
import dev.standstill.site.metering.receiver.RemoteWriteReceiver;
import dev.standstill.site.metering.sampling.Sampler;
import dev.standstill.site.metering.scrape.Fetch;
import dev.standstill.site.metering.scrape.ScrapeSource;
import dev.standstill.site.metering.store.Hour;
import dev.standstill.site.metering.store.ReadingStore;
import dev.standstill.site.metering.wall.CsvSource;
import dev.standstill.site.metering.wall.RedfishSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The site's meters, read into its store; each hour that is over is written down for good by a
 * short process of its own, so that the agent stays small.
 */
final class Metering implements AutoCloseable {
  private static final Duration AHEAD = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int ANSWER_BYTES_MAX = 16 << 20;
  private static final Duration CHILD_MAX = Duration.ofMinutes(10);
  private static final String FIRST_HOUR = "first-hour";

  private final ReadingStore store;
  private final Sampler sampler;
  private final Optional<RemoteWriteReceiver> receiver;
  private final List<String> writeHour;

  private Metering(
      ReadingStore store,
      Sampler sampler,
      Optional<RemoteWriteReceiver> receiver,
      List<String> writeHour) {
    this.store = store;
    this.sampler = sampler;
    this.receiver = receiver;
    this.writeHour = List.copyOf(writeHour);
  }

  /**
   * Starts to read meters.
   *
   * @param declaration which points the site has
   * @param root where the store is
   * @param writeHour the command that writes an hour; store and hour are added to it
   */
  static Metering start(
      MeteringSettings settings,
      SiteDeclaration declaration,
      Path root,
      List<String> writeHour,
      InstantSource clock)
      throws IOException {
    MeterPlan plan = MeterPlan.of(declaration, settings.settling(), AHEAD);
    ReadingStore store = ReadingStore.open(root, plan, clock, new Faults());
    Path first = root.resolve(FIRST_HOUR);
    if (!Files.exists(first)) {
      AtomicFile.write(
          root, FIRST_HOUR, (Hour.of(clock.instant()) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    MetricRules rules = MetricRules.dcgm();
    Optional<RemoteWriteReceiver> receiver = Optional.empty();
    if (settings.remoteWrite().isPresent()) {
      MeteringSettings.RemoteWrite told = settings.remoteWrite().get();
      receiver =
          Optional.of(
              RemoteWriteReceiver.start(
                  new InetSocketAddress(told.host(), told.port()),
                  Files.readString(told.token()).strip(),
                  rules.atSite(declaration.site()),
                  store,
                  ReceiverLimits.DEFAULT));
    }
    Sampler sampler = Sampler.start(sources(settings, rules, clock), store, clock, settings.pace());
    return new Metering(store, sampler, receiver, writeHour);
  }

  private static List<MeterSource> sources(
      MeteringSettings settings, MetricRules rules, InstantSource clock) {
    List<MeterSource> sources = new ArrayList<>();
    if (settings.nvml()) {
      sources.add(new NvmlSource(NvmlSource.LIBRARY));
    }
    settings.scrape().forEach(url -> sources.add(new ScrapeSource(fetch(url), rules)));
    settings
        .redfish()
        .forEach(meter -> sources.add(new RedfishSource(fetch(meter.url()), meter.point())));
    settings.csv().forEach(file -> sources.add(new CsvSource(file, clock.instant())));
    return sources;
  }

  private static Fetch fetch(String url) {
    return new Fetch(URI.create(url), Map.of(), PATIENCE, ANSWER_BYTES_MAX);
  }

  /**
   * Writes every hour that is over and not yet written.
   *
   * @return the files that bind each hour's readings to it
   */
  List<Path> writeHours() throws IOException, InterruptedException {
    Hour closed = store.closeSettled();
    Path root = store.layout().root();
    Hour next = Hour.parse(Files.readString(root.resolve(FIRST_HOUR)).strip());
    List<Path> commitments = new ArrayList<>();
    while (next.compareTo(closed) < 0) {
      if (!isWritten(next)) {
        commitments.addAll(write(next));
      }
      next = new Hour(next.number() + 1);
    }
    return commitments;
  }

  private boolean isWritten(Hour hour) {
    return Files.exists(store.layout().root().resolve("written").resolve(hour + ".done"));
  }

  private List<Path> write(Hour hour) throws IOException, InterruptedException {
    Path root = store.layout().root();
    List<String> command = new ArrayList<>(writeHour);
    command.add(root.toString());
    command.add(hour.toString());
    Path said = root.resolve("write-hour.out");
    Process child =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    boolean over = child.waitFor(CHILD_MAX.toSeconds(), TimeUnit.SECONDS);
    String output = Files.readString(said);
    if (!over || child.exitValue() != 0) {
      child.destroyForcibly();
      throw new IOException("hour " + hour + " could not be written: " + output.strip());
    }
    Path written = Files.createDirectories(root.resolve("written"));
    AtomicFile.write(written, hour + ".done", output.getBytes(StandardCharsets.UTF_8));
    return output.lines().map(Path::of).filter(Files::exists).toList();
  }

  /** What is wrong with the meters, a line each. */
  List<String> faults() {
    return store.faults().lines().stream()
        .map(line -> line.latest() + " (" + line.count() + " times)")
        .toList();
  }

  @Override
  public void close() throws IOException {
    receiver.ifPresent(RemoteWriteReceiver::close);
    sampler.close();
    store.close();
  }
}
