package dev.standstill.log.note;

import java.io.Serial;

/** A text that is not the note, key, checkpoint or cosignature it should be; one clear line. */
public final class MalformedNoteException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final String reason;

  MalformedNoteException(String reason) {
    super(reason);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
