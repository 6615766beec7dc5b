package dev.standstill.cli.intake;

/** The files or options do not suffice for an import; the message is one line with a remedy. */
public final class IntakeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public IntakeException(String oneLine) {
    super(oneLine);
  }
}
