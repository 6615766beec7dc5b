package dev.standstill.site.agent;

import dev.standstill.core.order.Acknowledgement;
import dev.standstill.core.order.Duty;
import dev.standstill.core.order.Obligation;
import dev.standstill.core.order.PresentedOrder;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.Digest;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.Enforcement;
import dev.standstill.core.report.Enforcement.Hook;
import dev.standstill.core.site.SiteDeclaration;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.JobVerdict;
import dev.standstill.site.configuration.Rhythm;
import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.enforcement.Enforcer;
import dev.standstill.site.enforcement.Enforcer.Swept;
import dev.standstill.site.follow.LogFollower;
import dev.standstill.site.follow.LogView;
import dev.standstill.site.gate.Gate;
import dev.standstill.site.gate.GateServer;
import dev.standstill.site.gate.SiteGate;
import dev.standstill.site.outbox.Outbox;
import dev.standstill.site.outbox.Said;
import dev.standstill.site.workload.AccountedRun;
import dev.standstill.site.workload.Canary;
import dev.standstill.site.workload.EndedJob;
import dev.standstill.site.workload.Scheduler;
import dev.standstill.wire.Binding;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The agent of one site, running. */
public final class SiteAgent implements AutoCloseable {
  private static final Duration METERING_EVERY = Duration.ofMinutes(1);

  /**
   * So long an agent that has never read a log leaves alone what runs: a slip in a new
   * configuration must not stop a site. It admits nothing meanwhile.
   */
  private static final Duration BLIND_MAX = Duration.ofMinutes(15);

  private static final String BLIND = "view";

  private final SiteConfiguration site;
  private final InstantSource clock;
  private final Journal journal;
  private final LogFollower follower;
  private final SiteGate gate;
  private final Outbox outbox;
  private final PresentedPauses presented;
  private final Acknowledging acknowledging;
  private final CanaryFile canaries;
  private final ViewFile views;
  private final SelfReport self;
  private final Reporting reporting;
  private final List<String> writeHour;
  private volatile Optional<Metering> metering = Optional.empty();
  private final Map<String, Enforcer> enforcers = new LinkedHashMap<>();
  private final List<Guarded> guarded;
  private final Accounts accounts;
  private final Map<String, Swept> swept = new ConcurrentHashMap<>();
  private final Map<String, String> failures = new ConcurrentHashMap<>();
  // Loops look for each other from their own threads while the last ones are being begun.
  private final List<Loop> loops = new CopyOnWriteArrayList<>();
  private volatile Optional<CanaryFile.Flight> lastCanary = Optional.empty();
  private final Instant begun;
  private volatile Known known;
  private volatile Duration sweepTook = Duration.ZERO;

  /**
   * A scheduler that the agent keeps in order.
   *
   * @param accounting what of its work is over, since a time; empty where it keeps none
   * @param hooks what it asks before it starts anything, as found in its place now
   * @param runs what it accounted in a period; empty where it keeps no accounts
   */
  public record Guarded(
      Scheduler scheduler, Accounting accounting, Supplier<List<Hook>> hooks, Optional<Runs> runs) {

    /** One that keeps no accounts of periods. */
    public Guarded(Scheduler scheduler, Accounting accounting, Supplier<List<Hook>> hooks) {
      this(scheduler, accounting, hooks, Optional.empty());
    }
  }

  /** What ran in a period, whether it is over or not. */
  @FunctionalInterface
  public interface Runs {
    List<AccountedRun> between(Instant from, Instant to) throws IOException;
  }

  /** What is over. */
  @FunctionalInterface
  public interface Accounting {
    List<EndedJob> since(Instant time) throws IOException;
  }

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
    this.begun = clock.instant();
    this.journal = new Journal(site.state().resolve("journal"), clock);
    this.follower = parts.follower();
    this.outbox = parts.outbox();
    this.gate = new SiteGate(site, clock);
    this.presented = new PresentedPauses(site.presented(), journal::write);
    this.acknowledging = new Acknowledging(site.site());
    this.canaries = new CanaryFile(site.state().resolve("canaries"));
    this.views = new ViewFile(site.state().resolve("views"));
    this.self = new SelfReport(canaries, views, site.digest());
    this.reporting = new Reporting(site.site(), site.data(), site.telemetry());
    this.writeHour = List.copyOf(parts.writeHour());
    this.guarded = List.copyOf(parts.schedulers());
    this.accounts = new Accounts(guarded, clock, failures);
    for (Guarded one : guarded) {
      Path own = Files.createDirectories(site.state().resolve(one.scheduler().name()));
      gate.awaitAccounts(one.scheduler().name());
      enforcers.put(
          one.scheduler().name(), new Enforcer(one.scheduler(), gate, own, clock, journal::write));
    }
    this.known = Known.of(LogView.nothing(), Optional.empty(), List.of(), clock.instant());
    look();
  }

  /** Starts an agent; it runs until it is closed. */
  public static SiteAgent start(SiteConfiguration site, Parts parts, InstantSource clock)
      throws IOException {
    SiteAgent agent = new SiteAgent(site, parts, clock);
    agent.journal.write("the agent starts; configuration " + site.digest());
    Rhythm rhythm = site.rhythm();
    agent.loops.add(Loop.every("follow", rhythm.follow(), agent.failures, agent::follow));
    agent.loops.add(Loop.every("accounts", Accounts.EVERY, agent.failures, agent::readAccounts));
    agent.loops.add(Loop.paced("sweep", agent::untilSweep, agent.failures, agent::sweep));
    agent.loops.add(Loop.every("deliver", rhythm.sweep(), agent.failures, agent::deliver));
    agent.loops.add(Loop.every("canary", rhythm.canary(), agent.failures, agent::canary));
    agent.loops.add(Loop.every("meter", METERING_EVERY, agent.failures, agent::meter));
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

  /** What an agent does for one kind of scheduler alone. */
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

  private void follow() throws IOException {
    Known before = known;
    follower.poll();
    look();
    if (!known.isAsSeenAs(before)) {
      // What an order stops should not wait for the next sweep.
      loops.forEach(loop -> loop.nowIf("sweep"));
    }
  }

  /** Makes of the log what verdicts need now. */
  private synchronized void look() throws IOException {
    LogView view = follower.view();
    Optional<Evidence> evidence = view.evidence();
    boolean same =
        evidence.isPresent() && known.evidence().equals(evidence) && known.verdicts().isPresent();
    Optional<JobVerdict> verdicts = same ? known.verdicts() : evidence.map(JobVerdict::new);
    Instant now = clock.instant();
    List<PresentedOrder> shown = new ArrayList<>();
    if (verdicts.isPresent()) {
      shown.addAll(presented.read(verdicts.get(), verdicts.get().moment(Optional.empty(), now)));
    }
    Known next = Known.of(view, verdicts, shown, now);
    boolean changed = next.freshness() != known.freshness();
    known = next;
    gate.look(next.outlook(), next.permits(), next.reportedUntil(site.site()));
    if (!same && evidence.isPresent()) {
      // Reading a log takes three times the memory that its outcome does: the system gets it back.
      System.gc();
    }
    if (changed) {
      journal.write("the view of the log is " + Words.of(next.freshness()));
      try {
        views.add(now, next.freshness());
      } catch (IOException e) {
        // A full disk must not keep a job from being stopped.
        failures.put("views", String.valueOf(e.getMessage()));
      }
    }
  }

  private void readAccounts() throws IOException {
    if (accounts.read(known.reportedUntil(site.site()))) {
      // Until then nothing could start.
      loops.forEach(loop -> loop.nowIf("sweep"));
    }
    Optional<BalancePeriod> due = reporting.due(known, outbox.said(), clock.instant());
    if (due.isPresent() && !reporting.isAccounted(due.get())) {
      Optional<AccountedPeriod> accounted = accounted(due.get());
      if (accounted.isPresent()) {
        reporting.keepAccounted(accounted.get());
        journal.write("accounted for the report that is due: " + due.get());
      }
    }
  }

  /** Empty where a scheduler keeps no accounts: some runs would be missing. */
  private Optional<AccountedPeriod> accounted(BalancePeriod period) throws IOException {
    List<AccountedRun> all = new ArrayList<>();
    for (Guarded one : guarded) {
      if (one.runs().isEmpty()) {
        return Optional.empty();
      }
      all.addAll(one.runs().get().between(period.from(), period.to()));
    }
    return Optional.of(AccountedPeriod.of(period, site.queues(), all));
  }

  /** For the operator: a report is his to make, and whoever reads it may ask for the accounts. */
  private String comparedWithAccounts(ActivityReport report) {
    try {
      Optional<AccountedPeriod> accounted = accounted(report.period());
      if (accounted.isEmpty()) {
        return "; not compared: a scheduler keeps no accounts";
      }
      List<String> differences = accounted.get().differences(report);
      return differences.isEmpty()
          ? "; agrees with the schedulers' accounts"
          : "; differs from the schedulers' accounts: " + String.join("; ", differences);
    } catch (IOException | RuntimeException e) {
      return "; the schedulers' accounts cannot be read: " + e.getMessage();
    }
  }

  private Duration untilSweep() {
    Instant now = clock.instant();
    return SweepPace.pause(
        site.rhythm().sweep(), swept.values(), known.nextStart(), sweepTook, now);
  }

  private void sweep() throws IOException {
    Instant started = clock.instant();
    look();
    Known now = known;
    Instant blindUntil = begun.plus(BLIND_MAX);
    if (now.outlook().isEmpty() && clock.instant().isBefore(blindUntil)) {
      failures.put(
          BLIND, "the log was never read; from " + blindUntil + " on, jobs that train are stopped");
      return;
    }
    failures.remove(BLIND);
    boolean halted = !guarded.isEmpty();
    for (Guarded one : guarded) {
      String name = one.scheduler().name();
      try {
        Swept sweep =
            Optional.ofNullable(enforcers.get(name))
                .orElseThrow()
                .sweep(accounts.of(name).jobs(), accounts.of(name).asked());
        swept.put(name, sweep);
        failures.remove("sweep " + name);
        halted &= sweep.stopping().isEmpty();
      } catch (IOException | RuntimeException e) {
        // One scheduler that does not answer keeps no job of another from being stopped.
        failures.put("sweep " + name, String.valueOf(e.getMessage()));
        halted = false;
      }
    }
    sweepTook = Duration.between(started, clock.instant());
    acknowledge(now, halted);
  }

  private void acknowledge(Known now, boolean halted) throws IOException {
    if (now.orders().isEmpty() || now.governance().isEmpty()) {
      return;
    }
    Set<Digest> halting = demanding(now, Duty.Halt.class);
    Set<Digest> capping = demanding(now, Duty.Cap.class);
    Instant time = Instant.ofEpochSecond(clock.instant().getEpochSecond());
    List<Acknowledgement> due =
        acknowledging.due(
            now.orders().get(),
            now.governance().get().clocks().acknowledgement(),
            outbox.said(),
            halting,
            capping,
            halted ? Optional.of(time) : Optional.empty(),
            clock.instant());
    for (Acknowledgement one : due) {
      outbox.say(new Binding.ToCharter(now.charter().orElseThrow().id()), one);
      journal.write(
          "acknowledged "
              + one.order().id()
              + one.halted().map(since -> ", nothing runs since " + since).orElse(", received"));
      loops.forEach(loop -> loop.nowIf("deliver"));
    }
  }

  private Set<Digest> demanding(Known now, Class<? extends Duty> duty) {
    return now.obligations(site.site()).stream()
        .filter(obligation -> duty.isInstance(obligation.duty()))
        .map(Obligation::order)
        .collect(Collectors.toUnmodifiableSet());
  }

  private void deliver() throws IOException, InterruptedException {
    outbox.deliver(known);
  }

  private void canary() {
    for (Guarded one : guarded) {
      fly(one);
    }
  }

  private void fly(Guarded one) {
    try {
      Canary canary = one.scheduler().canary();
      Instant at = clock.instant();
      lastCanary = Optional.of(canaries.add(at, canary));
      journal.write(
          switch (canary) {
            case Canary.Refused(String words) -> "the canary was refused: " + words;
            case Canary.Admitted(String job) ->
                "PROBLEM the canary was admitted as " + job + ": anything could start";
          });
      failures.remove("canary " + one.scheduler().name());
    } catch (IOException e) {
      failures.put("canary " + one.scheduler().name(), String.valueOf(e.getMessage()));
    }
  }

  /** Reads the meters that the site has declared, and puts each hour that is over down for good. */
  private void meter() throws IOException, InterruptedException {
    Optional<Evidence> log = known.evidence();
    if (log.isEmpty()) {
      return;
    }
    reporting.keepAgreement(log.get());
    Optional<SiteDeclaration> declared = reporting.declaration(log.get());
    if (metering.isEmpty() && site.metering().isPresent() && declared.isPresent()) {
      metering =
          Optional.of(
              Metering.start(
                  site.metering().get(),
                  declared.get(),
                  site.data().resolve("readings"),
                  writeHour,
                  clock));
      journal.write("the meters of " + declared.get().areas().size() + " areas are read");
    }
    if (metering.isPresent()) {
      for (Path commitment : metering.get().writeHours()) {
        outbox.note(Files.readAllBytes(commitment));
        journal.write("hour committed: " + commitment.getFileName());
      }
    }
  }

  /** Reports the period of the operator's activities; the answer is for the operator. */
  private String report() {
    try {
      Known now = known;
      ActivityReport declared = reporting.activities();
      Enforcement enforcement =
          self.of(
              declared.period().from(),
              declared.period().to(),
              guarded.stream().flatMap(one -> one.hooks().get().stream()).toList(),
              now.governance().map(one -> one.freshness().sources()).orElse(List.of()),
              now.view().sources());
      ActivityReport report = reporting.make(now, outbox.said(), enforcement, clock.instant());
      Said said = outbox.say(new Binding.ToCharter(now.charter().orElseThrow().id()), report);
      journal.write("reported " + report.period() + " as " + said.id());
      loops.forEach(loop -> loop.nowIf("deliver"));
      return "reported " + report.period() + " as " + said.id() + comparedWithAccounts(report);
    } catch (IOException | RuntimeException e) {
      journal.write("PROBLEM not reported: " + e.getMessage());
      return "not reported: " + e.getMessage();
    }
  }

  /** What {@code site status} shows. */
  public String status() {
    return AgentStatus.json(
        site.site(),
        known,
        swept,
        failures,
        lastCanary,
        reporting.due(known, outbox.said(), clock.instant()),
        outbox.standing(),
        journal.recent(),
        clock.instant());
  }

  @Override
  public void close() throws IOException {
    loops.forEach(Loop::close);
    if (metering.isPresent()) {
      metering.get().close();
    }
    outbox.close();
    journal.write("the agent ends");
  }
}
