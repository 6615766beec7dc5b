package dev.standstill.log.sequence;

import java.io.Serial;

/** An entry was not logged; or, if the log stopped, nobody knows until it is opened again. */
public final class AppendRefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** The queue is full; try again later. */
    BUSY,
    /** The entry has more than 65,535 bytes; log its hash. */
    TOO_LARGE,
    /** A write failed, and the log takes nothing more until it is opened again. */
    STOPPED,
    /** The sequencer was closed. */
    CLOSED
  }

  private final Reason reason;

  AppendRefusedException(Reason reason, String detail) {
    super(reason + ": " + detail);
    this.reason = reason;
  }

  AppendRefusedException(Reason reason, Throwable cause) {
    super(reason + ": " + cause.getMessage(), cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
