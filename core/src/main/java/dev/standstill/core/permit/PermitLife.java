package dev.standstill.core.permit;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Citation;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Where a permit, or a request for one, stands at a moment. Computed from the log, never stored.
 */
public sealed interface PermitLife {

  /** The statement that this rests on. */
  Citation restsOn();

  /** Some have signed a permit, not the quorum. */
  record Proposed(Citation restsOn, Set<PartyId> signers) implements PermitLife {}

  /**
   * Asked for, and not answered.
   *
   * @param tacitFrom when it becomes a permit unless a quorum refuses it; empty if silence is no
   *     approval
   */
  record Requested(Citation restsOn, Optional<Instant> tacitFrom) implements PermitLife {}

  /** Asked for, and answered by a permit of its own: that one says what is permitted. */
  record Answered(Citation restsOn) implements PermitLife {}

  /** It permits nothing and never will. */
  record Refused(Citation restsOn, PermitDefect defect) implements PermitLife {}

  /** Granted, and waits for a witnessed checkpoint or for its day. */
  record NotYetValid(Citation restsOn, PermitTerms terms) implements PermitLife {}

  /**
   * It permits.
   *
   * @param terms within what bounds, as last amended
   * @param remaining what is left of its budget; above zero
   */
  record Live(Citation restsOn, PermitTerms terms, Flop remaining) implements PermitLife {}

  /**
   * It permits nothing for now.
   *
   * @param until when that ends by itself; empty if a reinstatement is needed
   */
  record Suspended(Citation restsOn, Optional<Instant> until) implements PermitLife {}

  /** It was taken back. */
  record Revoked(Citation restsOn) implements PermitLife {}

  /** Its time has passed. */
  record Expired(Citation restsOn, PermitTerms terms) implements PermitLife {}

  /** Its budget is used up. */
  record Exhausted(Citation restsOn, PermitTerms terms) implements PermitLife {}
}
