package dev.standstill.core.order;

import static dev.standstill.core.SampleGovernance.A;
import static dev.standstill.core.SampleGovernance.B;
import static dev.standstill.core.SampleGovernance.C;
import static dev.standstill.core.SampleGovernance.CONDITION;
import static dev.standstill.core.order.OrderSearch.CONDITIONAL_ID;
import static dev.standstill.core.order.OrderSearch.DAYS;
import static dev.standstill.core.order.OrderSearch.OTHERWISE;
import static dev.standstill.core.order.OrderSearch.PAUSE_ID;
import static dev.standstill.core.order.OrderSearch.RESUME_ID;
import static dev.standstill.core.order.OrderSearch.at;

import dev.standstill.core.SampleLog;
import dev.standstill.core.SampleReport;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.decision.Appeal;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.Signers;
import dev.standstill.core.record.StatementBody;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A log of {@link OrderSearch}, written out as facts. */
final class WrittenLog {
  private static final int RELEASE_DAY = 4;
  private static final int STAY_UNTIL_DAY = 6;

  private static final List<Digest> IDS =
      IntStream.range(0, 20).mapToObj(SampleReport::digest).toList();
  private static final Digest SECOND = SampleReport.digest(1_002);
  private static final Order PAUSE =
      SampleLog.order(SampleLog.pause(new Subjects.Everyone(), Set.of(CONDITION)), A);
  private static final Order SLOW = SampleLog.order(SampleLog.slow(), B);
  private static final Order CONDITIONAL =
      new Order(
          SampleLog.pause(),
          A,
          Set.of(),
          Set.of(),
          Optional.empty(),
          Optional.of(
              new AdoptionCondition(
                  new AdoptionCondition.Adopters.Named(Set.of(C)), Optional.of(OTHERWISE))),
          "if the other does");

  private final List<PublishedFact<? extends StatementBody>> facts = new ArrayList<>();
  private final Charter second;
  private CharterHistory history;

  /**
   * Nothing is written yet.
   *
   * @param beginning the first charter
   * @param second what a rotation brings
   */
  WrittenLog(CharterHistory beginning, Charter second) {
    this.history = beginning;
    this.second = second;
  }

  CharterHistory history() {
    return history;
  }

  /** Puts the next envelope into the log. */
  void write(OrderSearch.Line line, int checkpoints) {
    long index = 1L + facts.size();
    Optional<Instant> by =
        line.after() < checkpoints ? Optional.of(at(DAYS[line.after()])) : Optional.empty();
    InclusionTime time = new InclusionTime(Optional.of(at(DAYS[line.after() - 1])), by);
    Digest v1 = history.versions().getFirst().id();
    Digest v2 = SECOND;
    switch (line.envelope()) {
      case PAUSE -> put(index, PAUSE_ID, PAUSE, time, v1, A, B);
      case PAUSE_BY_ONE -> put(index, PAUSE_ID, PAUSE, time, v1, A);
      case PAUSE_BY_ANOTHER -> put(index, PAUSE_ID, PAUSE, time, v1, B);
      case SLOW -> put(index, id(3), SLOW, time, v1, B, C);
      case RESUME -> put(index, RESUME_ID, resume(), time, v1, A, B);
      case RESUME_BY_ONE -> put(index, RESUME_ID, resume(), time, v1, A);
      case RESUME_BY_PROPOSER_AND_STRANGER ->
          put(index, RESUME_ID, resume(), time, v1, A, new PartyId("stranger"));
      case RESUME_TOO_EARLY ->
          put(index, id(4), SampleLog.order(SampleLog.resume(PAUSE_ID, at(1)), C), time, v1, A, C);
      case ROTATION -> rotate(index, time, v1);
      case RESUME_UNDER_THE_NEW ->
          put(
              index,
              id(5),
              SampleLog.order(SampleLog.resume(PAUSE_ID, at(RELEASE_DAY)), C),
              time,
              v2,
              A,
              C);
      case APPEAL -> put(index, id(6), new Appeal(cite(PAUSE_ID), "wrong"), time, v1, C);
      case APPEAL_OF_RESUME ->
          put(index, id(12), new Appeal(cite(RESUME_ID), "too soon"), time, v1, C);
      case STAY ->
          put(
              index,
              id(7),
              SampleLog.order(
                  new Measure.Stay(PAUSE_ID, id(6), at(RELEASE_DAY), at(STAY_UNTIL_DAY)), B),
              time,
              v1,
              B,
              C);
      case STAY_OF_RESUME ->
          put(
              index,
              id(8),
              SampleLog.order(
                  new Measure.Stay(RESUME_ID, id(12), at(RELEASE_DAY), at(STAY_UNTIL_DAY)), B),
              time,
              v1,
              B,
              C);
      case WITHDRAWAL ->
          put(index, id(9), SampleLog.order(new Measure.Withdraw(RESUME_ID), B), time, v1, B, C);
      case WITHDRAWAL_OF_PAUSE ->
          put(index, id(10), SampleLog.order(new Measure.Withdraw(PAUSE_ID), B), time, v1, B, C);
      case EXTENSION ->
          put(
              index,
              id(11),
              SampleLog.order(new Measure.Extend(PAUSE_ID, at(60)), A),
              time,
              v1,
              A,
              C);
      case AMENDMENT ->
          put(
              index,
              id(13),
              SampleLog.order(new Measure.Amend(PAUSE_ID, SampleLog.slow(), at(RELEASE_DAY)), A),
              time,
              v1,
              A,
              C);
      case RECEIPT -> put(index, id(14), new Acknowledgement("north", cite(PAUSE_ID)), time, v1, A);
      case RECEIPT_OF_SOUTH ->
          put(index, id(15), new Acknowledgement("south", cite(PAUSE_ID)), time, v1, B);
      case RECEIPT_IN_ANOTHERS_NAME ->
          put(index, id(16), new Acknowledgement("south", cite(PAUSE_ID)), time, v1, C);
      case CONDITIONAL_PAUSE -> put(index, CONDITIONAL_ID, CONDITIONAL, time, v1, A, B);
      case CONDITIONAL_PAUSE_BY_THE_OTHER -> put(index, CONDITIONAL_ID, CONDITIONAL, time, v1, C);
    }
  }

  private static Digest id(int number) {
    return IDS.get(number);
  }

  private Order resume() {
    return SampleLog.order(SampleLog.resume(PAUSE_ID, at(RELEASE_DAY)), A);
  }

  /** The first inclusion; {@link OrderSearch.Log#mayHold} sees to it that there is one. */
  private Citation cite(Digest id) {
    return facts.stream()
        .filter(fact -> fact.id().equals(id))
        .map(fact -> new Citation(fact.logIndex(), id))
        .findFirst()
        .orElseThrow();
  }

  private void put(
      long index,
      Digest id,
      StatementBody body,
      InclusionTime time,
      Digest charter,
      PartyId... signers) {
    facts.add(
        new PublishedFact<>(
            signers[0], index, id, body, Signers.of(signers), time, Optional.of(charter)));
  }

  private void rotate(long index, InclusionTime time, Digest v1) {
    PublishedFact<Charter> next =
        new PublishedFact<>(A, index, SECOND, second, Signers.of(A, B, C), time, Optional.of(v1));
    facts.add(next);
    if (history.rotate(next, Set.of(A, B, C))
        instanceof CharterHistory.Rotation.Accepted(CharterHistory longer)) {
      history = longer;
    }
  }

  /** Once a key is declared compromised, its party is doubted wherever it signed with it. */
  List<PublishedFact<? extends StatementBody>> believed() {
    if (history.versions().size() == 1) {
      return facts;
    }
    List<PublishedFact<? extends StatementBody>> doubted = new ArrayList<>();
    for (PublishedFact<? extends StatementBody> fact : facts) {
      Set<PartyId> parties = fact.signers().parties();
      boolean old = parties.contains(B) && !(fact.body() instanceof Charter);
      doubted.add(
          old
              ? new PublishedFact<>(
                  fact.author(),
                  fact.logIndex(),
                  fact.id(),
                  fact.body(),
                  new Signers(parties, Set.of(B)),
                  fact.loggedAt(),
                  fact.charter())
              : fact);
    }
    return doubted;
  }
}
