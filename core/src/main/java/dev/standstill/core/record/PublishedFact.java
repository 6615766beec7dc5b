package dev.standstill.core.record;

import dev.standstill.core.party.PartyId;

/**
 * One statement that is in the log and was checked.
 *
 * @param author the party whose key signed it
 * @param logIndex its place in the log, from 0; the first inclusion counts
 * @param id SHA-256 of its payload
 * @param body what it says
 * @param <B> the type of the body
 */
public record PublishedFact<B extends StatementBody>(
    PartyId author, long logIndex, Digest id, B body) {

  public PublishedFact {
    if (logIndex < 0) {
      throw new IllegalArgumentException("a log index is 0 or more: " + logIndex);
    }
  }
}
