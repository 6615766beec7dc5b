package dev.standstill.log.sequence;

import java.io.IOException;
import java.io.Serial;

/** The files of a log contradict each other, its key or its witnesses: no writer may extend it. */
public final class LogDamagedException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Reason {
    /** What a writer must not be without is not there. */
    MISSING,
    /** A file is malformed, altered or cut. */
    ALTERED,
    /** The checkpoint is not signed by this key. */
    FOREIGN_CHECKPOINT,
    /** The files are those of an older log than this key signed for. */
    ROLLED_BACK
  }

  private final Reason reason;
  private final String place;

  LogDamagedException(Reason reason, String place, String detail) {
    super(place + ": " + detail);
    this.reason = reason;
    this.place = place;
  }

  static LogDamagedException altered(String place, String detail) {
    return new LogDamagedException(Reason.ALTERED, place, detail);
  }

  public Reason reason() {
    return reason;
  }

  /** The file, by its path in the log, or who contradicts it. */
  public String place() {
    return place;
  }
}
