package dev.standstill.core.permit;

import dev.standstill.core.charter.Action;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a quorum makes of a permit, or of a request for one.
 *
 * @param step what it does
 * @param proposer who put it forward; it counts but never suffices
 * @param recused who stepped aside: they do not count
 * @param reason why, in one line
 */
public record PermitChange(Step step, PartyId proposer, Set<PartyId> recused, String reason)
    implements StatementBody {

  /** What can be done to a permit. */
  public sealed interface Step {

    /** The id of the permit; of a permit by tacit approval, and of a request, the request's. */
    Digest permit();

    /** Other terms in the place of those it had; the same lineage at the same site. */
    record Amend(Digest permit, PermitTerms terms) implements Step {}

    /**
     * It permits nothing for a while.
     *
     * @param until when it permits again by itself; empty if only a reinstatement ends this
     */
    record Suspend(Digest permit, Optional<Instant> until) implements Step {}

    /** It is no longer suspended. */
    record Reinstate(Digest permit) implements Step {}

    /** It permits nothing any more. Nothing brings it back. */
    record Revoke(Digest permit) implements Step {}

    /** The request is refused: it does not become a permit by silence. */
    record Refuse(Digest permit) implements Step {}

    /** Whose quorum it needs. */
    default Action action() {
      return switch (this) {
        case Amend amend -> Action.PERMIT;
        case Reinstate reinstate -> Action.PERMIT;
        case Suspend suspend -> Action.REVOKE;
        case Revoke revoke -> Action.REVOKE;
        case Refuse refuse -> Action.REVOKE;
      };
    }
  }

  public PermitChange {
    recused = Collections.unmodifiableSet(new TreeSet<>(recused));
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a change gives a reason");
    }
  }

  @Override
  public StatementKind kind() {
    return StatementKind.PERMIT_CHANGE;
  }
}
