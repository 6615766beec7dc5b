package dev.standstill.site.enforcement;

import dev.standstill.core.verdict.RunningVerdict;
import dev.standstill.site.gate.Answer;
import dev.standstill.site.gate.SiteGate;
import dev.standstill.site.workload.IdOrder;
import dev.standstill.site.workload.Phase;
import dev.standstill.site.workload.ScheduledJob;
import dev.standstill.wire.json.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a sweep will do.
 *
 * @param steps in the order in which they are to be done
 * @param halts every halt that is going on, by job: those of before whose job still runs and must
 *     still stop, and those that begin now
 */
public record SweepPlan(List<Step> steps, Map<String, Halt> halts) {
  /** Where no charter says how long; long enough to save, too short to train. */
  private static final Duration GRACE_WITHOUT_CHARTER = Duration.ofMinutes(1);

  /** What passes by itself in a moment is no reason to hold a job that does not run yet. */
  private static final Set<String> PASSING =
      Set.of(
          "accounts-unread",
          "view-stale",
          "outlook-of-another-time",
          "evaluation-failed",
          "clock-behind-log");

  public SweepPlan {
    steps = List.copyOf(steps);
    halts = Map.copyOf(halts);
  }

  /**
   * Works it out.
   *
   * @param jobs everything that the schedulers list
   * @param running what the gate says of each job that holds devices
   * @param waiting what it would answer a job that waits
   * @param begun the halts that have begun
   */
  public static SweepPlan of(
      List<ScheduledJob> jobs,
      Map<ScheduledJob, RunningVerdict> running,
      Function<ScheduledJob, Answer> waiting,
      Map<String, Halt> begun,
      Instant now) {
    List<Step> steps = new ArrayList<>();
    Map<String, Halt> halts = new LinkedHashMap<>();
    for (ScheduledJob job : jobs) {
      if (running.get(job) instanceof RunningVerdict.Stop stop) {
        String key = SiteGate.key(job);
        Halt fresh = halt(key, stop, now);
        // Whatever ends sooner goes: a mild reason that came first is no shelter from a strict one.
        Optional<Halt> before =
            Optional.ofNullable(begun.get(key)).filter(old -> !fresh.until().isBefore(old.until()));
        Halt halt = before.orElse(fresh);
        halts.put(key, halt);
        toStop(job, halt, before.isPresent(), now).ifPresent(steps::add);
      }
    }
    // Whose grace is over goes first: telling the others takes time.
    steps.sort(Comparator.comparing(step -> !(step instanceof Step.Stop)));
    // First what must stop: nothing of what is released may take its place.
    jobs.stream()
        .filter(job -> job.phase() == Phase.PENDING)
        .flatMap(job -> toHold(job, waiting.apply(job)).stream())
        .forEach(steps::add);
    jobs.stream()
        .filter(job -> job.phase() == Phase.HELD && job.heldForUs().isPresent())
        .sorted(IN_OLD_ORDER)
        .filter(job -> waiting.apply(job) instanceof Answer.Admit)
        .map(Step.Release::new)
        .forEach(steps::add);
    return new SweepPlan(steps, halts);
  }

  /** Who ran before comes first, then who waited longest. */
  private static final Comparator<ScheduledJob> IN_OLD_ORDER =
      Comparator.comparing((ScheduledJob job) -> job.restarts() == 0 && job.started().isEmpty())
          .thenComparing(ScheduledJob::submitted)
          .thenComparing(ScheduledJob::id, IdOrder.NATURAL);

  private static Halt halt(String key, RunningVerdict.Stop stop, Instant now) {
    Instant end = now.plus(stop.grace().orElse(GRACE_WITHOUT_CHARTER));
    Instant until = stop.by().filter(end::isAfter).orElse(end);
    return new Halt(
        key,
        Words.of(stop.reason()),
        stop.detail(),
        stop.restsOn(),
        now,
        until.isBefore(now) ? now : until);
  }

  private static Optional<Step> toStop(ScheduledJob job, Halt halt, boolean known, Instant now) {
    String reason = halt.reason() + ": " + halt.detail();
    if (job.phase() == Phase.ENDING) {
      return Optional.empty();
    }
    if (!now.isBefore(halt.until())) {
      return Optional.of(new Step.Stop(job, reason));
    }
    return known ? Optional.empty() : Optional.of(new Step.AskToSave(job, reason, halt.until()));
  }

  private static Optional<Step> toHold(ScheduledJob job, Answer answer) {
    return answer instanceof Answer.Refuse refuse && !PASSING.contains(refuse.reason())
        ? Optional.of(new Step.Hold(job, refuse.reason() + ": " + refuse.detail()))
        : Optional.empty();
  }
}
