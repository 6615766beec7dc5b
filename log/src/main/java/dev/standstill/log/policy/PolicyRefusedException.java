package dev.standstill.log.policy;

import java.io.Serial;

/** A policy file that does not follow the grammar; the message begins with the line. */
public final class PolicyRefusedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final int line;

  PolicyRefusedException(int line, String message) {
    super("line " + line + ": " + message);
    this.line = line;
  }

  /** The line at fault, from 1. */
  public int line() {
    return line;
  }
}
