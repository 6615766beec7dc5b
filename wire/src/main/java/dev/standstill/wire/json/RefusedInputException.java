package dev.standstill.wire.json;

/**
 * The first fault found while reading. It never leaves this module: {@link ReadResult#reading}
 * catches it.
 */
public final class RefusedInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  public RefusedInputException(Refusal refusal) {
    // Without a stack trace: bad bytes are no fault of this program, and they may come in floods.
    super(refusal.toString(), null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
