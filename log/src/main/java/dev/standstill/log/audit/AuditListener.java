package dev.standstill.log.audit;

/** Hears what an audit finds, as it finds it, so that nobody has to keep all of it. */
public interface AuditListener {
  /** Something is wrong. */
  void defect(LogDefect defect);

  /** So many of so many entries have been gone through; begins again with each pass. */
  default void progress(long done, long of) {}
}
