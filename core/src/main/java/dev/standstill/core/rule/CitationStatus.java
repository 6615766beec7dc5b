package dev.standstill.core.rule;

/** How well we know what a source says. */
public enum CitationStatus {
  /** Its own text was read. */
  PUBLISHED,
  /** Seen in another's words: check before relying on it as law. */
  SECONDARY,
  /** From memory: check before relying on it at all. */
  UNCONFIRMED
}
