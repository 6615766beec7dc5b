package dev.standstill.core.record;

import dev.standstill.core.party.PartyId;
import java.util.Optional;

/**
 * One statement that is in the log and was checked.
 *
 * @param author the party that answers for it: whose key signed it, of several the one that the
 *     statement names
 * @param logIndex its place in the log, from 0; the first inclusion counts. Of a statement that
 *     needs a quorum the first inclusion counts whose envelope carries the quorum
 * @param id SHA-256 of its payload
 * @param body what it says
 * @param signers every party whose key signed it
 * @param loggedAt when it entered the log, as far as witnesses tell
 * @param charter the id of the charter it is bound to; empty where that was not asked
 * @param <B> the type of the body
 */
public record PublishedFact<B extends StatementBody>(
    PartyId author,
    long logIndex,
    Digest id,
    B body,
    Signers signers,
    InclusionTime loggedAt,
    Optional<Digest> charter) {

  public PublishedFact {
    if (logIndex < 0) {
      throw new IllegalArgumentException("a log index is 0 or more: " + logIndex);
    }
  }

  /** A statement that its author alone signed, at a time nobody vouches for. */
  public PublishedFact(PartyId author, long logIndex, Digest id, B body) {
    this(author, logIndex, id, body, Signers.of(author), InclusionTime.UNKNOWN, Optional.empty());
  }

  /** The same fact with its body's own type. */
  public <C extends StatementBody> PublishedFact<C> with(C sameBody) {
    return new PublishedFact<>(author, logIndex, id, sameBody, signers, loggedAt, charter);
  }
}
