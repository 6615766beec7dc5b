package dev.standstill.evidence;

/** Told how far lasting work has come. */
@FunctionalInterface
public interface Progress {

  /** Tells nobody. */
  Progress NONE = (done, of) -> {};

  /** So many of so many units are done. */
  void at(int done, int of);
}
