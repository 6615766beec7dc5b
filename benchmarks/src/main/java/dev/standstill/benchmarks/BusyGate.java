package dev.standstill.benchmarks;

import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.record.Digest;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.site.configuration.QueueUse;
import dev.standstill.site.configuration.ReportSettings;
import dev.standstill.site.configuration.Rhythm;
import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.configuration.SourceAddress;
import dev.standstill.site.gate.Answer;
import dev.standstill.site.gate.Gate;
import dev.standstill.site.gate.GateServer;
import dev.standstill.site.gate.Occasion;
import dev.standstill.site.gate.SiteGate;
import dev.standstill.site.workload.Demand;
import dev.standstill.site.workload.EndedJob;
import dev.standstill.site.workload.Phase;
import dev.standstill.site.workload.ScheduledJob;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The gate of a full site, and beside it one that always admits, each behind the real server. The
 * agent's sweep goes on meanwhile. It prints the two ports, then what it holds, and runs until it
 * is ended.
 */
final class BusyGate {
  private static final String TOKEN = "token";
  private static final int PERMITS = 10_000;
  private static final int ORDERS = 120;
  private static final int QUEUED = 1_000;
  private static final int RUNNING = 200;
  private static final int ENDED = 4_000;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int SWEEPS_PER_OUTLOOK = 5;

  private final PermitWorld world = PermitWorld.ofOneSite(PERMITS, ORDERS);
  private final long begun = System.nanoTime();
  // Moves as time does, from a moment at which permits and orders are in force.
  private final InstantSource clock = () -> world.clock().plusNanos(System.nanoTime() - begun);
  private final SiteGate gate = new SiteGate(configuration(world.site(0)), clock);
  private final List<ScheduledJob> jobs = new ArrayList<>();
  private final List<EndedJob> ended = new ArrayList<>();

  private BusyGate() {
    for (int i = 0; i < QUEUED + RUNNING; i++) {
      boolean runs = i >= QUEUED;
      jobs.add(
          new ScheduledJob(
              Integer.toString(i),
              "job",
              runs ? Phase.RUNNING : Phase.PENDING,
              demand(i),
              world.clock(),
              runs ? Optional.of(world.clock()) : Optional.empty(),
              0,
              Optional.empty()));
    }
    Instant start = world.clock().minus(HOUR);
    for (int i = 0; i < ENDED; i++) {
      ended.add(
          new EndedJob(
              Integer.toString(100_000 + i),
              "owner-" + i % 100,
              "train",
              1,
              Optional.of(PermitWorld.permit(i % (QUEUED + RUNNING)).hex()),
              start,
              start.plusSeconds(60)));
    }
  }

  /** Runs until the process is ended. */
  public static void main(String... arguments) throws Exception {
    BusyGate busy = new BusyGate();
    busy.look();
    busy.sweep();
    try (GateServer real = GateServer.start(0, busy.gate, TOKEN, () -> "{}");
        GateServer constant = GateServer.start(0, new Constant(), TOKEN, () -> "{}")) {
      System.out.println(real.port() + " " + constant.port());
      System.out.printf(
          "%d permits, %d orders, %d queued, %d running, %d ended%n",
          PERMITS, ORDERS, QUEUED, RUNNING, ENDED);
      for (int sweeps = 1; ; sweeps++) {
        Thread.sleep(1_000);
        if (sweeps % SWEEPS_PER_OUTLOOK == 0) {
          busy.look();
        }
        busy.sweep();
      }
    }
  }

  private void look() {
    gate.look(
        Optional.of(world.lookUp(clock.instant())),
        Optional.of(world.book()),
        world.clock().minus(Duration.ofDays(1)));
  }

  /** As the agent's enforcer goes through what a scheduler lists. */
  private void sweep() {
    Instant now = clock.instant();
    gate.list("slurm", jobs, ended, now, Optional.of(now));
    gate.running(jobs);
    for (ScheduledJob job : jobs) {
      if (job.phase() == Phase.PENDING) {
        gate.wouldAnswer(Optional.of(job.id()), job.demand());
      }
    }
  }

  private static Demand demand(int permit) {
    return new Demand(
        "slurm",
        "train",
        "owner-" + permit % 100,
        "lab",
        1,
        Optional.of(HOUR),
        Optional.of(PermitWorld.permit(permit).hex()),
        Optional.empty());
  }

  /**
   * Eight of ten submit under a permit of their own, one starts a job that is queued, and one has
   * no permit.
   */
  static String question(int number) {
    String common = "/v1/verdict?scheduler=slurm&queue=train&account=lab&devices=1&seconds=3600";
    int free = QUEUED + RUNNING + number % (PERMITS - QUEUED - RUNNING);
    String rest =
        switch (number % 10) {
          case 8 ->
              "&occasion=start&owner=owner-1&job=%d&permit=%s"
                  .formatted(number % QUEUED, PermitWorld.permit(number % QUEUED).hex());
          case 9 -> "&occasion=submit&owner=owner-" + number % 100;
          default -> "&occasion=submit&owner=ada&permit=" + PermitWorld.permit(free).hex();
        };
    return common + rest + "&token=" + TOKEN;
  }

  private static SiteConfiguration configuration(SiteId site) {
    return new SiteConfiguration(
        site,
        new Digest("0".repeat(64)),
        Path.of("policy"),
        List.of(new SourceAddress("register", "nowhere")),
        Optional.empty(),
        Path.of("state"),
        Optional.empty(),
        0,
        Map.of(
            "train",
            new QueueUse(
                PermitWorld.HALL, Set.of(OperationKind.PRE_TRAINING), FlopRate.ofTera("1000"))),
        Rhythm.USUAL,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ReportSettings.BY_HAND,
        new Digest("0".repeat(64)));
  }

  /** Admits whatever is asked. */
  private static final class Constant implements Gate {
    @Override
    public Answer ask(Occasion occasion, Optional<String> job, Demand demand) {
      return new Answer.Admit();
    }

    @Override
    public Answer wouldAnswer(Optional<String> job, Demand demand) {
      return new Answer.Admit();
    }
  }
}
