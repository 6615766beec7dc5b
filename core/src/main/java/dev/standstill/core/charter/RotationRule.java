package dev.standstill.core.charter;

import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When one charter may follow another: as roots follow one another in The Update Framework, with
 * the quorum of the old one and of the new one.
 */
final class RotationRule {

  private RotationRule() {}

  /** The first thing wrong with it, or empty. */
  static Optional<RotationDefect> defect(
      PublishedFact<Charter> old, PublishedFact<Charter> next, Set<PartyId> signersBefore) {
    Charter before = old.body();
    Charter after = next.body();
    // SPEC: TUF §5.3.5: "the version number of the new root metadata file MUST be exactly the
    // version in the trusted root metadata incremented by one".
    if (after.version() != before.version() + 1) {
      return Optional.of(RotationDefect.NOT_THE_NEXT_VERSION);
    }
    Optional<Digest> bound = next.charter();
    if (bound.isEmpty() || !bound.get().equals(old.id())) {
      return Optional.of(RotationDefect.NOT_BOUND_TO_THE_NEWEST);
    }
    if (next.logIndex() <= old.logIndex()) {
      return Optional.of(RotationDefect.OUT_OF_ORDER);
    }
    // SPEC: TUF §5.3.4: signed by a threshold of keys of the old root and of the new one.
    if (!agreed(before, signersBefore)) {
      return Optional.of(RotationDefect.OLD_QUORUM_MISSING);
    }
    if (!agreed(after, next.signers().parties())) {
      return Optional.of(RotationDefect.NEW_QUORUM_MISSING);
    }
    if (!next.signers().parties().containsAll(joining(before, after))) {
      return Optional.of(RotationDefect.JOINER_HAS_NOT_SIGNED);
    }
    if (changedHands(before, after)) {
      return Optional.of(RotationDefect.KEY_CHANGED_HANDS);
    }
    return terms(before, after).or(() -> expiry(before, next)).or(() -> notice(before, next));
  }

  /**
   * An expired charter can still be followed by another, by the same quorum as ever: or its parties
   * could never come back. But then it must be certain when that was, so that nobody can later say
   * that the old one still permitted what it no longer did.
   */
  private static Optional<RotationDefect> expiry(Charter before, PublishedFact<Charter> next) {
    boolean surelyInTime =
        before
            .governance()
            .flatMap(part -> part.validity().expires())
            .filter(end -> !next.loggedAt().certainlyBefore(end))
            .isEmpty();
    boolean known =
        next.loggedAt().notBefore().isPresent() && next.loggedAt().notAfter().isPresent();
    return surelyInTime || known
        ? Optional.empty()
        : Optional.of(RotationDefect.EXPIRED_AT_UNKNOWN_TIME);
  }

  private static boolean agreed(Charter charter, Set<PartyId> signers) {
    return charter
        .governance()
        .map(part -> part.quorum(Action.CHARTER).satisfiedBy(signers))
        .orElseGet(() -> CharterHistory.signedByAll(charter, signers));
  }

  private static Set<PartyId> ids(Charter charter) {
    return charter.parties().stream().map(Party::id).collect(Collectors.toCollection(HashSet::new));
  }

  private static Set<PartyId> joining(Charter before, Charter after) {
    Set<PartyId> joining = ids(after);
    joining.removeAll(ids(before));
    return joining;
  }

  private static boolean changedHands(Charter before, Charter after) {
    return before.parties().stream()
        .anyMatch(old ->
            after.parties().stream()
                .filter(party -> !party.id().equals(old.id()))
                .anyMatch(party -> !Collections.disjoint(party.publicKeys(), old.publicKeys())));
  }

  private static Optional<RotationDefect> terms(Charter before, Charter after) {
    if (before.governance().isEmpty()) {
      return Optional.empty();
    }
    if (after.governance().isEmpty()) {
      return Optional.of(RotationDefect.GOVERNANCE_DROPPED);
    }
    Governance old = before.governance().get();
    Governance next = after.governance().get();
    if (!next.protectedTerms().containsAll(old.protectedTerms())
        || !old.protectedTerms().stream().allMatch(term -> same(term, before, after))) {
      return Optional.of(RotationDefect.PROTECTED_TERM_CHANGED);
    }
    return keepsCompromised(old, next, after)
        ? Optional.empty()
        : Optional.of(RotationDefect.COMPROMISED_KEY_BELIEVED);
  }

  private static boolean keepsCompromised(Governance old, Governance next, Charter after) {
    boolean kept =
        old.compromisedKeys().stream()
            .allMatch(key ->
                next.compromisedKeys().stream()
                    .anyMatch(later ->
                        later.publicKey().equals(key.publicKey())
                            && later.fromLogIndex() <= key.fromLogIndex()));
    return kept
        && next.compromisedKeys().stream()
            .noneMatch(key ->
                after.parties().stream()
                    .anyMatch(party -> party.publicKeys().contains(key.publicKey())));
  }

  private static boolean same(ProtectedTerm term, Charter before, Charter after) {
    Governance old = before.governance().orElseThrow();
    Governance next = after.governance().orElseThrow();
    return switch (term) {
      case STANDING_LIMIT -> before.standingLimit().equals(after.standingLimit());
      case SIGNIFICANT_COMPUTE -> before.significantCompute().equals(after.significantCompute());
      case TEST_LEVELS -> before.testLevels().equals(after.testLevels());
      case QUORUMS -> old.quorums().equals(next.quorums());
      case RECUSALS -> old.recusalsMax() == next.recusalsMax();
      case CLOCKS -> old.clocks().equals(next.clocks());
      case FRESHNESS -> old.freshness().equals(next.freshness());
      case LIFT_CONDITIONS -> old.liftConditions().equals(next.liftConditions());
      case STEP_DOWN -> old.stepDownFlopPerDay().equals(next.stepDownFlopPerDay());
      case SCOPE ->
          old.permits().map(PermitRules::scope).equals(next.permits().map(PermitRules::scope));
      case PERMITS -> old.permits().equals(next.permits());
    };
  }

  private static Optional<RotationDefect> notice(Charter before, PublishedFact<Charter> next) {
    if (before.governance().isEmpty()) {
      return Optional.empty();
    }
    Clocks clocks = before.governance().get().clocks();
    Charter after = next.body();
    Optional<Instant> from = before.governance().get().validity().from();
    if (from.isPresent() && !entersFrom(next, from.get())) {
      return Optional.of(RotationDefect.BEFORE_THE_OLD_ONE);
    }
    if (!joining(before, after).isEmpty() && !announced(next, clocks.accessionNotice())) {
      return Optional.of(RotationDefect.ACCESSION_WITHOUT_NOTICE);
    }
    if (!joining(after, before).isEmpty() && !announced(next, clocks.withdrawalNotice())) {
      return Optional.of(RotationDefect.WITHDRAWAL_WITHOUT_NOTICE);
    }
    return Optional.empty();
  }

  private static boolean entersFrom(PublishedFact<Charter> next, Instant time) {
    return next.body()
        .governance()
        .flatMap(part -> part.validity().from())
        .map(from -> !from.isBefore(time))
        .orElseGet(() -> next.loggedAt().certainlyFrom(time));
  }

  private static boolean announced(PublishedFact<Charter> next, Duration notice) {
    if (notice.isZero()) {
      return true;
    }
    return next.body()
        .governance()
        .flatMap(part -> part.validity().from())
        .filter(from -> next.loggedAt().certainlyBy(from.minus(notice)))
        .isPresent();
  }
}
