package dev.standstill.log.note;

import java.nio.charset.StandardCharsets;

/** The rule for names of keys. */
public final class KeyName {
  private static final int NEXT_LINE = 0x85;

  private KeyName() {}

  /** Whether a key may be called this. */
  public static boolean isValid(String name) {
    // SPEC: signed-note §Format: names are not empty, hold no Unicode space and no plus; a note is
    // valid UTF-8 without control characters below 20.
    return !name.isEmpty()
        && StandardCharsets.UTF_8.newEncoder().canEncode(name)
        && name.codePoints().noneMatch(KeyName::isForbidden);
  }

  private static boolean isForbidden(int c) {
    return c == '+'
        || c < 0x20
        || c == NEXT_LINE
        || Character.isSpaceChar(c)
        || Character.isWhitespace(c);
  }
}
