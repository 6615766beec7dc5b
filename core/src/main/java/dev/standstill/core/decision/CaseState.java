package dev.standstill.core.decision;

import dev.standstill.core.record.InclusionTime;
import java.time.Instant;
import java.util.Optional;

/** Where a case stands at a moment. */
public sealed interface CaseState {

  /**
   * The party was asked and still has time.
   *
   * @param replyBy by when it must have replied; empty where nobody vouches for when it was asked
   */
  record Asked(Optional<Instant> replyBy) implements CaseState {}

  /** Its time ran out without a reply. */
  record Unanswered(Instant replyBy) implements CaseState {}

  /**
   * It replied.
   *
   * @param late certainly after its time: doubt favours the party
   */
  record Replied(InclusionTime loggedAt, boolean late) implements CaseState {}

  /**
   * A quorum ruled.
   *
   * @param answered whether the party had replied by then
   */
  record Ruled(Ruling ruling, boolean answered) implements CaseState {}
}
