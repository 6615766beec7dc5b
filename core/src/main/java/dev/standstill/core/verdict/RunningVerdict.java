package dev.standstill.core.verdict;

import dev.standstill.core.record.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a job that runs may go on.
 *
 * <p>It is judged by the same rules as a start, but for how recent the view must be. A stale view
 * will do: whoever asks should warn, and look for other sources. Where nothing can be known for
 * sure, because the view is silent, the evidence damaged, the clock wrong or the outlook another
 * time's, only what is restrained must stop: whatever is in the scope of an order in force or of
 * the charter's rules for permits, whatever permit it names, unless that is for a critical service
 * or an emergency. What nothing restrains goes on, unless it names a permit that does not permit
 * it, so a slow loop or a lost source never halts a whole site. A charter that is not in force
 * permits nothing, and without one whatever may train stops.
 *
 * <p>Of several jobs that together exceed what is left for them, each is told to stop: whoever asks
 * stops one, and asks again with the others' count.
 */
public sealed interface RunningVerdict {

  /** It may go on. */
  record GoOn() implements RunningVerdict {}

  /**
   * It must stop.
   *
   * @param reason why
   * @param detail one line
   * @param restsOn the id of the statement that says so; empty where none does
   * @param grace how long it may take to save its work: the pause's, and for every other reason the
   *     charter's; empty if no charter is known that says how long
   * @param by when it must have stopped, if a pause says so; where this has passed, the pause left
   *     its grace before
   */
  record Stop(
      Refusal reason,
      String detail,
      Optional<Digest> restsOn,
      Optional<Duration> grace,
      Optional<Instant> by)
      implements RunningVerdict {}

  /**
   * Judges a job that runs. Total: whatever goes wrong stops it.
   *
   * @param job its time limit is what is left of it; what is committed of its permit in the outlook
   *     is what others may still draw, without this job
   * @param clock the time at which it is asked
   */
  static RunningVerdict of(Job job, Outlook outlook, Instant clock) {
    try {
      return JobCase.judgeRunning(job, outlook, clock);
    } catch (RuntimeException e) {
      // Whatever went wrong, nobody has shown that the job may go on.
      return new Stop(
          Refusal.EVALUATION_FAILED,
          e.toString(),
          Optional.empty(),
          outlook.checkpointGrace(),
          Optional.empty());
    }
  }

  /** Judges a job where no charter was ever seen, so that no outlook can be made. */
  static RunningVerdict withoutCharter(Job job) {
    return Reach.mayTrain(job.operation())
        ? new Stop(
            Refusal.CHARTER_UNKNOWN,
            "no charter is known, so nothing permits such work",
            Optional.empty(),
            Optional.empty(),
            Optional.empty())
        : new GoOn();
  }
}
