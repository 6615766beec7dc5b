package dev.standstill.site.enforcement;

import dev.standstill.site.gate.Answer;
import dev.standstill.site.gate.Occasion;
import dev.standstill.site.gate.SiteGate;
import dev.standstill.site.workload.EndedJob;
import dev.standstill.site.workload.Phase;
import dev.standstill.site.workload.ScheduledJob;
import dev.standstill.site.workload.Scheduler;
import dev.standstill.site.workload.SchedulerException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Carries out what each sweep of one scheduler plans. For one thread. */
public final class Enforcer {
  private final Scheduler scheduler;
  private final SiteGate gate;
  private final HaltFile file;
  private final InstantSource clock;
  private final Consumer<String> journal;
  private Map<String, Halt> halts;

  /**
   * What a sweep found and did.
   *
   * @param at when
   * @param jobs everything that the scheduler listed
   * @param plan what was to be done
   * @param problems what could not be done, one line each; the next sweep tries again
   * @param stopping the jobs that must stop and hold devices still
   */
  public record Swept(
      Instant at,
      List<ScheduledJob> jobs,
      SweepPlan plan,
      List<String> problems,
      List<ScheduledJob> stopping) {}

  /**
   * Continues with the halts that an earlier run began.
   *
   * @param directory where they are kept
   * @param journal told of everything that is done, one line each
   */
  public Enforcer(
      Scheduler scheduler,
      SiteGate gate,
      Path directory,
      InstantSource clock,
      Consumer<String> journal)
      throws IOException {
    this.scheduler = scheduler;
    this.gate = gate;
    this.file = new HaltFile(directory);
    this.clock = clock;
    this.journal = journal;
    this.halts = file.read();
  }

  /**
   * Goes through everything once.
   *
   * @param ended what of the scheduler's work is over and not reported
   * @param accounts when that was asked for; empty if it never was
   * @throws SchedulerException if it cannot be listed: nothing follows then
   */
  public Swept sweep(List<EndedJob> ended, Optional<Instant> accounts) throws IOException {
    Instant begun = clock.instant();
    List<ScheduledJob> jobs = scheduler.jobs();
    gate.list(scheduler.name(), jobs, ended, begun, accounts);
    SweepPlan plan = SweepPlan.of(jobs, gate.running(jobs), this::waiting, halts, clock.instant());
    List<String> problems = new ArrayList<>();
    if (!plan.halts().equals(halts)) {
      halts = plan.halts();
      try {
        // Before anything is done: a crash must not give a second grace.
        file.write(halts);
      } catch (IOException e) {
        // A full disk must not keep a job from being stopped.
        problems.add("the halts cannot be written down: " + e.getMessage());
      }
    }
    for (Step step : plan.steps()) {
      carryOut(step).ifPresent(problems::add);
    }
    List<ScheduledJob> stopping =
        jobs.stream().filter(job -> plan.halts().containsKey(SiteGate.key(job))).toList();
    return new Swept(begun, jobs, plan, problems, stopping);
  }

  /** One that will be released counts for the next ones: they may not all fit. */
  private Answer waiting(ScheduledJob job) {
    return job.phase() == Phase.HELD
        ? gate.ask(Occasion.START, Optional.of(job.id()), job.demand())
        : gate.wouldAnswer(Optional.of(job.id()), job.demand());
  }

  private Optional<String> carryOut(Step step) {
    try {
      switch (step) {
        case Step.AskToSave(ScheduledJob job, String reason, Instant until) -> {
          Instant shown = until.truncatedTo(ChronoUnit.SECONDS);
          tellOwner(job, reason + "; it stops at " + shown);
          scheduler.askToSave(job);
          journal.accept(job.id() + " asked to save until " + shown + ": " + reason);
        }
        case Step.Stop(ScheduledJob job, String reason) -> {
          scheduler.stopAndHold(job, reason);
          journal.accept(job.id() + " stopped and held: " + reason);
        }
        case Step.Hold(ScheduledJob job, String reason) -> {
          scheduler.hold(job, reason);
          journal.accept(job.id() + " held: " + reason);
        }
        case Step.Release(ScheduledJob job) -> {
          scheduler.release(job);
          journal.accept(job.id() + " released");
        }
      }
      return Optional.empty();
    } catch (SchedulerException e) {
      String problem = step.job().id() + ": " + e.getMessage();
      journal.accept("PROBLEM " + problem);
      return Optional.of(problem);
    }
  }

  /** A warning that does not reach its owner stops nothing. */
  private void tellOwner(ScheduledJob job, String text) {
    try {
      scheduler.warn(job, text);
    } catch (SchedulerException e) {
      journal.accept(job.id() + " could not be warned: " + e.getMessage());
    }
  }

  /** The halts that are going on. */
  public Map<String, Halt> halts() {
    return new LinkedHashMap<>(halts);
  }
}
