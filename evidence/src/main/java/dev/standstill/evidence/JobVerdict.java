package dev.standstill.evidence;

import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.decision.Docket;
import dev.standstill.core.order.Circumstances;
import dev.standstill.core.order.Moment;
import dev.standstill.core.permit.PermitBook;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.verdict.Job;
import dev.standstill.core.verdict.Outlook;
import dev.standstill.core.verdict.Refusal;
import dev.standstill.core.verdict.Verdict;
import dev.standstill.log.note.Checkpoint;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether one job may start, judged by a source alone: nobody is told of it, so other jobs under
 * the same permit do not count. A scheduler that admits several keeps an {@link Outlook} and counts
 * what it has committed.
 */
public final class JobVerdict {
  private final Evidence evidence;

  public JobVerdict(Evidence evidence) {
    this.evidence = evidence;
  }

  /**
   * The moment at which this reader judges.
   *
   * @param asOf the time asked for; the log's own then counts only if it is no later
   * @param clock the time of the machine, if none is asked for
   */
  public Moment moment(Optional<Instant> asOf, Instant clock) {
    // Nobody vouches for any time: what permits has not begun.
    Instant logTime = evidence.logTime().orElse(Instant.EPOCH);
    return asOf.map(time -> new Moment(logTime.isAfter(time) ? time : logTime, time))
        .orElseGet(() -> new Moment(logTime, clock));
  }

  /** Judges a job. */
  public Verdict of(Job job, Moment moment) {
    if (evidence.history().isEmpty()) {
      return new Verdict.Refuse(
          evidence.isIntact() ? Refusal.CHARTER_UNKNOWN : Refusal.EVIDENCE_DAMAGED,
          evidence.isIntact()
              ? "the log holds no charter"
              : String.valueOf(evidence.defects().getFirst()),
          Optional.empty());
    }
    return Verdict.of(job, outlook(evidence.history().get(), moment), moment.clock());
  }

  private Outlook outlook(CharterHistory history, Moment moment) {
    return Outlook.of(
        evidence.isIntact(),
        evidence.logTime().map(time -> moment.logTime()),
        history,
        Docket.orders(history, evidence.facts(), Circumstances.witnessed(witnessedSize(evidence)))
            .at(moment),
        permits(evidence, history),
        Map.of());
  }

  /** All permits of a source. */
  public static PermitBook permits(Evidence evidence, CharterHistory history) {
    return PermitBook.fold(history, evidence.facts(), witnessedSize(evidence));
  }

  private static long witnessedSize(Evidence evidence) {
    return evidence.witnessed() ? evidence.checkpoint().map(Checkpoint::size).orElse(0L) : 0;
  }

  /** Where the statement stands that a verdict rests on. */
  public Optional<Citation> place(Digest id) {
    return Stream.<PublishedFact<?>>concat(
            evidence.history().stream().flatMap(history -> history.versions().stream()),
            evidence.facts().stream())
        .filter(fact -> fact.id().equals(id))
        .findFirst()
        .map(fact -> new Citation(fact.logIndex(), id));
  }
}
