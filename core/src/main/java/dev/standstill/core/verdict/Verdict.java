package dev.standstill.core.verdict;

import dev.standstill.core.record.Digest;
import java.time.Instant;
import java.util.Optional;

/** Whether a job may start. */
public sealed interface Verdict {

  /**
   * It may.
   *
   * @param permit the permit it draws on; empty if it needs none and names none
   */
  record Admit(Optional<Digest> permit) implements Verdict {}

  /**
   * It may not.
   *
   * @param reason why
   * @param detail one line
   * @param restsOn the id of the statement that says so; empty where none does
   */
  record Refuse(Refusal reason, String detail, Optional<Digest> restsOn) implements Verdict {}

  /**
   * Judges a job. Total: whatever goes wrong is a refusal.
   *
   * @param clock the time at which it is asked
   */
  static Verdict of(Job job, Outlook outlook, Instant clock) {
    try {
      return JobCase.judge(job, outlook, clock);
    } catch (RuntimeException e) {
      // Whatever went wrong, nobody has shown that the job may start.
      return new Refuse(Refusal.EVALUATION_FAILED, e.toString(), Optional.empty());
    }
  }
}
