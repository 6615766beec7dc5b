package dev.standstill.evidence;

import java.io.IOException;

/** A source that cannot be opened at all: the caller named the wrong place, or may not read it. */
public final class SourceUnreadableException extends IOException {

  private static final long serialVersionUID = 1L;

  public SourceUnreadableException(String oneLine) {
    super(oneLine);
  }
}
