package dev.standstill.log.sequence;

import java.io.IOException;
import java.io.Serial;

/**
 * The writer stopped for good after a failed write: nobody knows what is on the disk, and trying
 * again may report a success that did not happen. Opening the log again finds out.
 */
public final class LogStoppedException extends IllegalStateException {
  @Serial private static final long serialVersionUID = 1L;

  LogStoppedException(IOException cause) {
    super("the log has stopped after a failed write; open it again: " + cause.getMessage(), cause);
  }
}
