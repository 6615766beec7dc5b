package dev.standstill.core.permit;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a quorum of the parties permits. Whose site it is has no voice in it, whoever else signs.
 *
 * @param terms within what bounds
 * @param request the request it answers, if there was one
 * @param proposer who put it forward; it counts but never suffices
 * @param recused who stepped aside: they do not count
 * @param reason why, in one line
 */
public record Permit(
    PermitTerms terms,
    Optional<Citation> request,
    PartyId proposer,
    Set<PartyId> recused,
    String reason)
    implements StatementBody {

  public Permit {
    recused = Collections.unmodifiableSet(new TreeSet<>(recused));
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a permit gives a reason");
    }
  }

  @Override
  public StatementKind kind() {
    return StatementKind.PERMIT;
  }
}
