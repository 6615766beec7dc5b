package dev.standstill.site.agent;

import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Moment;
import dev.standstill.core.order.Order;
import dev.standstill.core.record.Digest;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.JobVerdict;
import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.enforcement.Step;
import dev.standstill.site.enforcement.SweepPlan;
import dev.standstill.site.gate.SiteGate;
import dev.standstill.site.workload.ScheduledJob;
import dev.standstill.site.workload.Scheduler;
import dev.standstill.site.workload.SchedulerException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an order would do to a site if everybody had signed it: a rehearsal, by the very code that
 * would do it. Nothing is done, and nothing is said to anybody.
 */
public final class OrderPlan {

  private OrderPlan() {}

  /** What would become of a job. */
  public enum Effect {
    /** It would be asked to save, and stopped when its grace is over. */
    STOPPED,
    /** It waits, and would be held. */
    HELD,
    /** It was held in our name, and would be released. */
    RELEASED,
    /** It would go on, or go on waiting. */
    UNTOUCHED
  }

  /**
   * One job.
   *
   * @param reason why, in one line; empty if it is untouched
   * @param grace how long it would have; present exactly if it would be stopped
   */
  public record Planned(
      ScheduledJob job, Effect effect, Optional<String> reason, Optional<Duration> grace) {}

  /**
   * Plans an order.
   *
   * @param log the site's copy of the log
   * @param id the order's id
   * @param now the time at which it would enter the log; judged when it would take effect
   * @throws SchedulerException if a scheduler cannot be listed: then nothing is known
   */
  public static List<Planned> of(
      SiteConfiguration site,
      Evidence log,
      Digest id,
      Order order,
      List<Scheduler> schedulers,
      Instant now)
      throws SchedulerException {
    Instant effective =
        order
            .measure()
            .restriction()
            .map(Measure.Restriction::terms)
            .map(terms -> terms.from().isAfter(now) ? terms.from() : now)
            .orElse(now);
    Evidence ordered = log.asIfLogged(id, order.proposer(), order, effective);
    JobVerdict verdicts = new JobVerdict(ordered);
    SiteGate gate = new SiteGate(site, InstantSource.fixed(effective));
    gate.look(
        verdicts.outlook(Moment.of(effective), Optional.of(effective), List.of()),
        verdicts.permits(),
        Instant.EPOCH);
    List<Planned> planned = new ArrayList<>();
    for (Scheduler scheduler : schedulers) {
      planned.addAll(of(scheduler, gate, effective));
    }
    return planned;
  }

  private static List<Planned> of(Scheduler scheduler, SiteGate gate, Instant time)
      throws SchedulerException {
    List<ScheduledJob> jobs = scheduler.jobs();
    gate.list(scheduler.name(), jobs, List.of(), time, Optional.of(time));
    SweepPlan plan =
        SweepPlan.of(
            jobs,
            gate.running(jobs),
            job -> gate.wouldAnswer(Optional.of(job.id()), job.demand()),
            Map.of(),
            time);
    return jobs.stream().map(job -> planned(job, plan.steps(), time)).toList();
  }

  private static Planned planned(ScheduledJob job, List<Step> steps, Instant time) {
    return steps.stream()
        .filter(step -> step.job().equals(job))
        .findFirst()
        .map(step -> planned(step, time))
        .orElseGet(() -> new Planned(job, Effect.UNTOUCHED, Optional.empty(), Optional.empty()));
  }

  private static Planned planned(Step step, Instant time) {
    return switch (step) {
      case Step.AskToSave(ScheduledJob job, String reason, Instant until) ->
          new Planned(
              job, Effect.STOPPED, Optional.of(reason), Optional.of(Duration.between(time, until)));
      case Step.Stop(ScheduledJob job, String reason) ->
          new Planned(job, Effect.STOPPED, Optional.of(reason), Optional.of(Duration.ZERO));
      case Step.Hold(ScheduledJob job, String reason) ->
          new Planned(job, Effect.HELD, Optional.of(reason), Optional.empty());
      case Step.Release(ScheduledJob job) ->
          new Planned(job, Effect.RELEASED, Optional.empty(), Optional.empty());
    };
  }
}
