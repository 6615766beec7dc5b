package dev.standstill.log.witness;

import java.io.Serial;

/** Bytes that are no request, or no file, that a witness understands; one clear line. */
public final class MalformedRequestException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  MalformedRequestException(String reason) {
    super(reason);
  }

  MalformedRequestException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
