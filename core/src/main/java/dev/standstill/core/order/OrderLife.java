package dev.standstill.core.order;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Where an order stands at a moment. It is computed from the log, never stored. */
public sealed interface OrderLife {

  /**
   * Some have signed, not the quorum.
   *
   * @param signers who has, in any envelope that was logged
   * @param hindrance why it would be refused even so, if that is already plain
   */
  record Proposed(Set<PartyId> signers, Optional<OrderDefect> hindrance) implements OrderLife {}

  /** A quorum signed it and it has no effect. */
  record Refused(OrderDefect defect) implements OrderLife {}

  /** The quorum stands; it waits for something else. */
  record Adopted(long logIndex, Waiting waitingFor) implements OrderLife {}

  /** What an adopted order waits for. */
  enum Waiting {
    /** A witnessed checkpoint that covers it. */
    WITNESSES,
    /** The time from which it holds. */
    START,
    /** Others who must adopt it too. */
    CONDITION,
    /** The first checkpoint whose log time reaches its time. */
    EFFECT_TIME
  }

  /**
   * It binds, or the change it makes has been made.
   *
   * @param missing sites it binds that have not acknowledged it
   * @param reviewOverdue its review was due and not held: a finding
   */
  record InForce(long logIndex, Set<SiteId> missing, boolean reviewOverdue) implements OrderLife {}

  /** It binds, and every site has acknowledged it. */
  record Acknowledged(long logIndex, boolean reviewOverdue) implements OrderLife {}

  /** It binds, and every site was concluded to keep it. */
  record Verified(long logIndex, boolean reviewOverdue) implements OrderLife {}

  /** An unreviewed pause, now the cap that the charter names. */
  record SteppedDown(Flop flopPerDay) implements OrderLife {}

  /** A resume has eased it to a cap. */
  record Eased(Digest by, Flop flopPerDay) implements OrderLife {}

  /** A resume has ended it. */
  record Lifted(Digest by) implements OrderLife {}

  /** An amendment stands in its place. */
  record Replaced(Digest by) implements OrderLife {}

  /** It was taken back before it took effect. */
  record Withdrawn(Digest by) implements OrderLife {}

  /** It is suspended until then. */
  record Stayed(Digest by, Instant until) implements OrderLife {}

  /** Those it depends on are no longer seen to keep it; a cap may remain. */
  record ConditionFailed(Optional<Flop> flopPerDay) implements OrderLife {}

  /** A release whose conditions were not read as met at its time, or a stay that has run out. */
  record Lapsed() implements OrderLife {}
}
