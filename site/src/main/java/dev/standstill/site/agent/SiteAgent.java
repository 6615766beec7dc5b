package dev.standstill.site.agent;

import dev.standstill.site.configuration.Rhythm;
import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.follow.LogFollower;
import dev.standstill.site.gate.Gate;
import dev.standstill.site.gate.GateServer;
import dev.standstill.site.gate.SiteGate;
import dev.standstill.site.outbox.Outbox;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The agent of one site, running: what it does, each on a loop of its own. */
public final class SiteAgent implements AutoCloseable {
  private static final Duration METERING_EVERY = Duration.ofMinutes(1);
  private static final String SWEEP = "sweep";
  private static final String DELIVER = "deliver";

  private final SiteConfiguration site;
  private final InstantSource clock;
  private final Journal journal;
  private final SiteGate gate;
  private final Outbox outbox;
  private final Sight sight;
  private final Accounts accounts;
  private final Sweeping sweeping;
  private final Receipts receipts;
  private final CanaryFlights canaries;
  private final Meters meters;
  private final Reports reports;
  private final Map<String, String> failures = new ConcurrentHashMap<>();
  // Loops look for each other from their own threads while the last ones are being begun.
  private final List<Loop> loops = new CopyOnWriteArrayList<>();

  /**
   * Everything that is ready before the agent starts.
   *
   * @param follower follows the register's log
   * @param outbox says things in the site's name; closed with the agent
   * @param schedulers what it keeps in order
   * @param writeHour the command that writes an hour of readings; store and hour are added to it
   */
  public record Parts(
      LogFollower follower, Outbox outbox, List<Guarded> schedulers, List<String> writeHour) {}

  private SiteAgent(SiteConfiguration site, Parts parts, InstantSource clock) throws IOException {
    Files.createDirectories(site.state());
    this.site = site;
    this.clock = clock;
    this.journal = new Journal(site.state().resolve("journal"), clock);
    this.outbox = parts.outbox();
    this.gate = new SiteGate(site, clock);
    List<Guarded> guarded = List.copyOf(parts.schedulers());
    ViewFile views = new ViewFile(site.state().resolve("views"));
    this.sight = new Sight(site, parts.follower(), gate, views, journal, failures, clock);
    this.accounts = new Accounts(guarded, clock, failures);
    this.sweeping = new Sweeping(site, guarded, gate, accounts, journal, failures, clock);
    this.receipts = new Receipts(site.site(), outbox, journal, clock);
    CanaryFile flown = new CanaryFile(site.state().resolve("canaries"));
    this.canaries = new CanaryFlights(guarded, flown, journal, failures, clock);
    Reporting reporting =
        new Reporting(site.site(), site.data(), site.telemetry(), site.metering().isPresent());
    this.meters = new Meters(site, reporting, parts.writeHour(), outbox, journal, clock);
    SelfReport self = new SelfReport(flown, views, site.digest());
    this.reports = new Reports(site, reporting, self, guarded, outbox, journal, failures, clock);
    sight.look();
  }

  /** Starts an agent; it runs until it is closed. */
  public static SiteAgent start(SiteConfiguration site, Parts parts, InstantSource clock)
      throws IOException {
    SiteAgent agent = new SiteAgent(site, parts, clock);
    agent.journal.write("the agent starts; configuration " + site.digest());
    Rhythm rhythm = site.rhythm();
    agent.also("follow", rhythm.follow(), agent::follow);
    agent.also("accounts", Accounts.EVERY, agent::readAccounts);
    agent.loops.add(Loop.paced(SWEEP, agent::untilSweep, agent.failures, agent::sweep));
    agent.also(DELIVER, rhythm.sweep(), () -> agent.outbox.deliver(agent.sight.known()));
    agent.also("canary", rhythm.canary(), agent.canaries::fly);
    agent.also("meter", METERING_EVERY, () -> agent.meters.look(agent.sight.known().evidence()));
    if (site.reporting().automatic()) {
      agent.also("report", Reports.pace(site.reporting()), agent::reportDue);
    }
    return agent;
  }

  /** Lets schedulers, and the operator's commands, ask on the loopback. */
  public GateServer listen(String token) throws IOException {
    GateServer server = GateServer.start(site.gate(), gate, token, this::status);
    server.onPost(
        "/v1/sweep",
        token,
        () -> {
          loops.forEach(Loop::now);
          return "sweeping";
        });
    server.onPost("/v1/report", token, this::report);
    return server;
  }

  /** What an agent does again and again. */
  @FunctionalInterface
  public interface Chore {
    void run() throws IOException, InterruptedException;
  }

  /**
   * Does one thing more, now and again and again, until the agent is closed. What goes wrong shows
   * in its status.
   */
  public void also(String name, Duration every, Chore chore) {
    loops.add(Loop.every(name, every, failures, chore::run));
  }

  /** For hooks that do not come over the loopback. */
  public Gate gate() {
    return gate;
  }

  private void wake(String loop) {
    loops.forEach(one -> one.nowIf(loop));
  }

  private void follow() throws IOException {
    if (sight.follow()) {
      // What an order stops should not wait for the next sweep.
      wake(SWEEP);
    }
  }

  private void readAccounts() throws IOException {
    if (accounts.read(sight.reportedUntil())) {
      // Until then nothing could start.
      wake(SWEEP);
    }
    reports.keepAccounts(sight.known());
  }

  private Duration untilSweep() {
    return sweeping.pause(sight.known());
  }

  private void sweep() throws IOException {
    sight.look();
    Known now = sight.known();
    Optional<Boolean> halted = sweeping.sweep(now);
    if (halted.isPresent() && receipts.say(now, halted.get()) > 0) {
      wake(DELIVER);
    }
  }

  private void reportDue() {
    if (reports.sayDue(sight.known()) > 0) {
      wake(DELIVER);
    }
  }

  private String report() {
    String answer = reports.now(sight.known());
    wake(DELIVER);
    return answer;
  }

  /** What {@code site status} shows. */
  public String status() {
    Known known = sight.known();
    return AgentStatus.json(
        site.site(),
        known,
        sweeping.swept(),
        failures,
        canaries.last(),
        reports.due(known),
        outbox.standing(),
        journal.recent(),
        clock.instant());
  }

  @Override
  public void close() throws IOException {
    loops.forEach(Loop::close);
    meters.close();
    outbox.close();
    journal.write("the agent ends");
  }
}
