package dev.standstill.core.charter;

import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The versions of one agreement, each agreed by the quorum of the one before it and by its own.
 *
 * @param versions in order, at least one
 */
public record CharterHistory(List<PublishedFact<Charter>> versions) {

  public CharterHistory {
    versions = List.copyOf(versions);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("an agreement begins with a charter");
    }
  }

  /** An agreement whose parties have all signed this first charter. */
  public static CharterHistory of(PublishedFact<Charter> first) {
    return new CharterHistory(List.of(first));
  }

  /** What became of a proposed version. */
  public sealed interface Rotation {

    /** It is the newest version now, in force from its {@link Validity} on. */
    record Accepted(CharterHistory history) implements Rotation {}

    /** It changes nothing. */
    record Refused(RotationDefect defect) implements Rotation {}
  }

  /** The newest version. */
  public PublishedFact<Charter> latest() {
    return versions.getLast();
  }

  /** The version with this id. */
  public Optional<PublishedFact<Charter>> version(Digest id) {
    return versions.stream().filter(version -> version.id().equals(id)).findFirst();
  }

  /** The newest version that had entered into force by this time; the first if none had. */
  public PublishedFact<Charter> current(Instant time) {
    return versions.reversed().stream()
        .filter(version -> validity(version).from().filter(time::isBefore).isEmpty())
        .findFirst()
        .orElseGet(versions::getFirst);
  }

  private static Validity validity(PublishedFact<Charter> version) {
    return version.body().governance().map(Governance::validity).orElse(Validity.UNLIMITED);
  }

  /**
   * Offers the next version, with what its one envelope carries.
   *
   * @param next the charter; its signers are those whose keys it names itself
   * @param signersBefore who signed with a key of the version before
   */
  public Rotation rotate(PublishedFact<Charter> next, Set<PartyId> signersBefore) {
    return RotationRule.defect(latest(), next, signersBefore)
        .<Rotation>map(Rotation.Refused::new)
        .orElseGet(() -> {
          List<PublishedFact<Charter>> longer = new ArrayList<>(versions);
          longer.add(next);
          return new Rotation.Accepted(new CharterHistory(longer));
        });
  }

  /**
   * Whether a statement may be bound to a version: one that was in the log before it, was not
   * certainly still to come, and was not certainly superseded. Where witnesses do not tell, more
   * than one may be meant, and the statement itself says which.
   */
  public boolean mayBind(Digest id, PublishedFact<?> fact) {
    return binds(
        id,
        fact,
        from -> !fact.loggedAt().certainlyBefore(from),
        from -> fact.loggedAt().certainlyFrom(from));
  }

  /**
   * Whether a statement is bound to the version that was in force beyond doubt: what permits
   * something needs this.
   */
  public boolean surelyBinds(Digest id, PublishedFact<?> fact) {
    return binds(
        id,
        fact,
        from -> fact.loggedAt().certainlyFrom(from),
        from -> !fact.loggedAt().certainlyBefore(from));
  }

  private boolean binds(
      Digest id, PublishedFact<?> fact, Predicate<Instant> entered, Predicate<Instant> superseded) {
    boolean known = false;
    for (PublishedFact<Charter> version : versions) {
      if (version.logIndex() >= fact.logIndex()) {
        break;
      }
      Optional<Instant> from = validity(version).from();
      if (version.id().equals(id)) {
        known = from.isEmpty() || entered.test(from.get());
      } else if (from.isEmpty() || superseded.test(from.get())) {
        known = false;
      }
    }
    return known;
  }

  /** From which log index on signatures by this key are no longer believed, whatever its name. */
  public OptionalLong compromisedFrom(String verifierKey) {
    String named = Party.publicKey(verifierKey);
    return versions.stream()
        .flatMap(version -> version.body().governance().stream())
        .flatMap(part -> part.compromisedKeys().stream())
        .filter(key -> key.publicKey().equals(named))
        .mapToLong(CompromisedKey::fromLogIndex)
        .min();
  }

  /** Whether these have all signed: what a first charter, and one without quorums, needs. */
  public static boolean signedByAll(Charter charter, Set<PartyId> signers) {
    return charter.parties().stream().map(Party::id).allMatch(signers::contains);
  }
}
