package dev.standstill.evidence;

import dev.standstill.core.party.PartyId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far a draft has come: who has signed it, and what would become of it if it were logged now.
 *
 * @param outcome what would become of it
 * @param signatures every signature on it
 * @param missing who has not signed and whose signature would count; empty once it is ready
 * @param reasons why it is refused or incomplete, one line each
 */
public record DraftStanding(
    Outcome outcome, List<Signature> signatures, Set<PartyId> missing, List<String> reasons) {

  /** What would become of a draft. */
  public enum Outcome {
    /** Enough have signed, and nothing is wrong with it. */
    READY,
    /** More have to sign. */
    INCOMPLETE,
    /** However many sign, it would have no effect. */
    REFUSED
  }

  /** What a signature is worth. */
  public enum Weight {
    COUNTS,
    /** It is by no key of the parties, or over other bytes. */
    BY_NO_PARTY,
    /** The case is about this party. */
    EXCLUDED,
    /** This party stepped aside. */
    RECUSED,
    /** The key was declared compromised: it still counts for what restricts. */
    DOUBTED
  }

  /**
   * One signature.
   *
   * @param keyid which key it claims
   * @param party whose key that is, if the signature is right
   * @param weight what it is worth
   */
  public record Signature(String keyid, Optional<PartyId> party, Weight weight) {}

  public DraftStanding {
    signatures = List.copyOf(signatures);
    missing = Collections.unmodifiableSet(new TreeSet<>(missing));
    reasons = List.copyOf(reasons);
  }
}
