package dev.standstill.log.proof;

import java.io.Serial;

/** Bytes that are not the proof they should be; one clear line. */
public final class MalformedProofException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  MalformedProofException(String reason) {
    super(reason);
  }
}
