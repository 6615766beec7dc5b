package dev.standstill.evidence;

import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.decision.Docket;
import dev.standstill.core.order.Circumstances;
import dev.standstill.core.order.Moment;
import dev.standstill.core.order.Order;
import dev.standstill.core.order.OrderState;
import dev.standstill.core.order.PresentedDefect;
import dev.standstill.core.order.PresentedOrder;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.permit.PermitBook;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.verdict.Job;
import dev.standstill.core.verdict.Outlook;
import dev.standstill.core.verdict.Refusal;
import dev.standstill.core.verdict.Verdict;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.wire.Draft;
import dev.standstill.wire.PartyKey;
import dev.standstill.wire.Statement;
import dev.standstill.wire.json.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether one job may start, judged by a source alone: nobody is told of it, so other jobs under
 * the same permit do not count. A scheduler that admits several keeps an {@link Outlook} and counts
 * what it has committed.
 */
public final class JobVerdict {
  private final Evidence evidence;
  // Folded when first asked for: the log does not change under a reader.
  private Optional<OrderState> orders = Optional.empty();
  private Optional<PermitBook> permits = Optional.empty();

  public JobVerdict(Evidence evidence) {
    this.evidence = evidence;
  }

  /** All orders of the source; empty if it has no charter to fold them by. */
  public synchronized Optional<OrderState> orders() {
    if (orders.isEmpty()) {
      orders = evidence.history().map(this::orders);
    }
    return orders;
  }

  /** All its permits; empty if it has no charter. */
  public synchronized Optional<PermitBook> permits() {
    if (permits.isEmpty()) {
      permits = evidence.history().map(history -> permits(evidence, history));
    }
    return permits;
  }

  /**
   * What every verdict of a moment needs, for whoever judges many jobs and counts what they commit.
   * Empty if the source has no charter.
   *
   * @param newest the latest time that a quorum of witnesses vouches for; it may be later than the
   *     source's own, if they were asked since
   */
  public Optional<Outlook> outlook(
      Moment moment, Optional<Instant> newest, List<PresentedOrder> presented) {
    return evidence
        .history()
        .map(history ->
            Outlook.of(
                evidence.isIntact(),
                newest,
                history,
                orders().orElseThrow().at(moment, presented),
                permits().orElseThrow(),
                Map.of()));
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

  /**
   * A pause that somebody shows, so that whoever holds back the log cannot hold it back. Empty if
   * the source has no charter to judge it by; then no job is admitted anyhow.
   *
   * @param draft with its signatures; those that are by no key of the charter it names count for
   *     nobody
   * @throws IllegalArgumentException if it binds nobody, whatever the log says of it
   */
  public Optional<PresentedOrder> presented(Draft draft, Statement statement, Moment moment) {
    if (evidence.history().isEmpty()) {
      return Optional.empty();
    }
    if (!(statement.body() instanceof Order order)) {
      throw new IllegalArgumentException("is no pause but " + Words.of(statement.body().kind()));
    }
    Map<PartyKey, PartyId> keys = DraftReview.keys(statement, Optional.of(evidence));
    Set<PartyId> signers = CharterIntake.parties(draft.check(keys.keySet()).verified(), keys);
    PresentedOrder shown =
        CharterIntake.charter(statement.binding())
            .map(charter -> new PresentedOrder(draft.statementId(), order, charter, signers))
            .orElseThrow(() -> new IllegalArgumentException("is bound to no charter"));
    Optional<PresentedDefect> defect = orders().orElseThrow().defect(shown, moment);
    if (defect.isPresent()) {
      throw new IllegalArgumentException(
          "binds nobody: "
              + Words.of(defect.get())
              + "; signed by "
              + (signers.isEmpty() ? "no party of its charter" : signers));
    }
    return Optional.of(shown);
  }

  /**
   * Judges a job.
   *
   * @param presented pauses that were shown; of one that the log knows, the log's word goes
   */
  public Verdict of(Job job, Moment moment, List<PresentedOrder> presented) {
    if (evidence.history().isEmpty()) {
      return new Verdict.Refuse(
          evidence.isIntact() ? Refusal.CHARTER_UNKNOWN : Refusal.EVIDENCE_DAMAGED,
          evidence.isIntact()
              ? "the log holds no charter"
              : String.valueOf(evidence.defects().getFirst()),
          Optional.empty());
    }
    Optional<Instant> newest = evidence.logTime().map(time -> moment.logTime());
    return Verdict.of(job, outlook(moment, newest, presented).orElseThrow(), moment.clock());
  }

  private OrderState orders(CharterHistory history) {
    return Docket.orders(
        history, evidence.facts(), Circumstances.witnessed(witnessedSize(evidence)));
  }

  /**
   * All permits of a source. Work that was reported by a key of doubtful hands draws on them all
   * the same: that a report may be false is no reason to permit more. It corrects no other.
   */
  public static PermitBook permits(Evidence evidence, CharterHistory history) {
    List<PublishedFact<? extends StatementBody>> facts = new ArrayList<>(evidence.facts());
    for (PublishedFact<? extends StatementBody> fact : evidence.doubted()) {
      if (fact.body() instanceof ActivityReport report) {
        facts.add(fact.with(correctingNothing(report)));
      }
    }
    return PermitBook.fold(history, facts, witnessedSize(evidence));
  }

  private static ActivityReport correctingNothing(ActivityReport report) {
    return new ActivityReport(
        report.site(),
        report.period(),
        report.areas(),
        report.readings(),
        report.assumptions(),
        Optional.empty(),
        report.enforcement());
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
