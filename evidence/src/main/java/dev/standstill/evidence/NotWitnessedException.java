package dev.standstill.evidence;

import java.io.IOException;
import java.io.Serial;

/** Too few witnesses cosigned, so that a source was not published. */
public final class NotWitnessedException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  NotWitnessedException(String detail) {
    super("not published, too few witnesses cosigned: " + detail);
  }
}
