package dev.standstill.cli;

/** How a command ends. */
final class ExitStatus {

  static final int OK = 0;

  /** A claim is refuted. */
  static final int NEGATIVE = 1;

  /** Wrong usage, or input that cannot be read, or output that cannot be written. */
  static final int UNUSABLE = 2;

  /** What was asked cannot be decided on this evidence. */
  static final int UNDECIDED = 3;

  private ExitStatus() {}
}
