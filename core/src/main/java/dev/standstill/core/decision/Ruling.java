package dev.standstill.core.decision;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a quorum decides in a case.
 *
 * @param clarification what opened the case
 * @param outcome what was decided
 * @param proposer who put it forward
 * @param accused whom the case is about: the party that was asked, and whoever else
 * @param recused who stepped aside
 * @param grounds findings, replies and evidence it rests on, at least one
 * @param reasons in one line each, at least one
 * @param dissents who thought otherwise, and why; they need not have signed
 */
public record Ruling(
    Citation clarification,
    Outcome outcome,
    PartyId proposer,
    Set<PartyId> accused,
    Set<PartyId> recused,
    List<Citation> grounds,
    List<String> reasons,
    List<Dissent> dissents)
    implements StatementBody {

  /** What a case comes to. */
  public enum Outcome {
    /** The findings are explained: nothing follows. */
    EXPLAINED,
    /** They are not explained: measures are called for. */
    NOT_EXPLAINED,
    /** The party broke the agreement. */
    BREACH
  }

  /** Who thought otherwise, and why. */
  public record Dissent(PartyId party, String reason) {

    public Dissent {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("a dissent gives a reason");
      }
    }
  }

  public Ruling {
    accused = Collections.unmodifiableSet(new TreeSet<>(accused));
    recused = Collections.unmodifiableSet(new TreeSet<>(recused));
    grounds = List.copyOf(grounds);
    reasons = List.copyOf(reasons);
    dissents = List.copyOf(dissents);
    if (accused.isEmpty() || !Collections.disjoint(accused, recused)) {
      throw new IllegalArgumentException("a ruling is about somebody, who did not step aside");
    }
    if (grounds.isEmpty() || reasons.isEmpty() || reasons.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a ruling gives grounds and reasons");
    }
    Set<PartyId> dissenters = new HashSet<>();
    for (Dissent dissent : dissents) {
      if (!dissenters.add(dissent.party())) {
        throw new IllegalArgumentException("party " + dissent.party() + " dissents twice");
      }
    }
  }

  @Override
  public StatementKind kind() {
    return StatementKind.RULING;
  }
}
