package dev.standstill.node.projection;

import java.io.Serial;

/** The database does not answer, or not as it should. The log is none the worse for it. */
public final class ProjectionException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  ProjectionException(String what, Throwable cause) {
    super(what + ": " + cause.getMessage(), cause);
  }
}
