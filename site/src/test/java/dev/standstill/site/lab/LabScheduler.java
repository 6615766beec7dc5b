package dev.standstill.site.lab;

import dev.standstill.site.workload.Canary;
import dev.standstill.site.workload.Demand;
import dev.standstill.site.workload.Phase;
import dev.standstill.site.workload.ScheduledJob;
import dev.standstill.site.workload.Scheduler;
import dev.standstill.site.workload.SchedulerException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scheduler in memory: it obeys at once, and writes down what it was told. */
public final class LabScheduler implements Scheduler {
  private final Map<String, ScheduledJob> jobs = new LinkedHashMap<>();
  private final List<String> told = new ArrayList<>();
  private boolean silent;

  @Override
  public String name() {
    return "lab";
  }

  /** Puts a job there that runs since now. */
  public synchronized ScheduledJob runs(String id, Demand demand) {
    ScheduledJob job =
        new ScheduledJob(
            id,
            id,
            Phase.RUNNING,
            demand,
            Instant.now(),
            Optional.of(Instant.now()),
            0,
            Optional.empty());
    jobs.put(id, job);
    return job;
  }

  /** Demands so many devices for so long. */
  public static Demand demand(String queue, int devices, Duration time, Optional<String> permit) {
    return new Demand(
        "lab", queue, "ada", "lab", devices, Optional.of(time), permit, Optional.empty());
  }

  public synchronized Phase phase(String id) {
    return Optional.ofNullable(jobs.get(id)).orElseThrow().phase();
  }

  public synchronized List<String> told() {
    return List.copyOf(told);
  }

  /** From now on it cannot be asked, or can again. */
  public synchronized void silent(boolean from) {
    silent = from;
  }

  @Override
  public synchronized List<ScheduledJob> jobs() throws SchedulerException {
    if (silent) {
      throw new SchedulerException("does not answer");
    }
    return List.copyOf(jobs.values());
  }

  @Override
  public synchronized void warn(ScheduledJob job, String text) {
    told.add("warn " + job.id());
  }

  @Override
  public synchronized void askToSave(ScheduledJob job) {
    told.add("save " + job.id());
  }

  @Override
  public synchronized void stopAndHold(ScheduledJob job, String reason) {
    told.add("stop " + job.id());
    put(job, Phase.HELD, Optional.of(reason));
  }

  @Override
  public synchronized void cancel(ScheduledJob job, String reason) {
    told.add("cancel " + job.id());
    jobs.remove(job.id());
  }

  @Override
  public synchronized void hold(ScheduledJob job, String reason) {
    told.add("hold " + job.id());
    put(job, Phase.HELD, Optional.of(reason));
  }

  @Override
  public synchronized void release(ScheduledJob job) {
    told.add("release " + job.id());
    put(job, Phase.RUNNING, Optional.empty());
  }

  private void put(ScheduledJob job, Phase phase, Optional<String> held) {
    jobs.put(
        job.id(),
        new ScheduledJob(
            job.id(),
            job.name(),
            phase,
            job.demand(),
            job.submitted(),
            job.started(),
            job.restarts() + 1,
            held));
  }

  @Override
  public Canary canary() {
    return new Canary.Refused("as it must be");
  }
}
