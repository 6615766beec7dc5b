package dev.standstill.core.record;

/**
 * A statement that another one rests on: by its place and by its digest, so that neither can be
 * exchanged.
 *
 * @param logIndex where it stands in the log
 * @param id SHA-256 of its payload
 */
public record Citation(long logIndex, Digest id) {

  public Citation {
    if (logIndex < 0) {
      throw new IllegalArgumentException("a log index is 0 or more: " + logIndex);
    }
  }

  /** Whether this fact is the one meant. */
  public boolean names(PublishedFact<?> fact) {
    return fact.logIndex() == logIndex && fact.id().equals(id);
  }
}
