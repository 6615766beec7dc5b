package dev.standstill.evidence.source;

/** Told how far a copy has come. */
@FunctionalInterface
public interface CopyProgress {
  /** Tells nobody. */
  CopyProgress NONE = (done, of) -> {};

  /** So many of so many files are there. */
  void at(long done, long of);
}
