package dev.standstill.wire.json;

import java.util.OptionalInt;

/** The rule for every text in a statement: one line that shows what it says. */
final class StrictText {
  private StrictText() {}

  /** The first character that may not stand in a statement, if there is one. */
  static OptionalInt firstForbidden(String text) {
    return text.codePoints().filter(StrictText::isForbidden).findFirst();
  }

  /**
   * Control characters can rewrite a terminal, line and paragraph separators break the one line,
   * and bidirectional controls show a signer another order than the one that is signed. A lone
   * surrogate has no UTF-8, so two implementations would hash different bytes.
   */
  static boolean isForbidden(int c) {
    return Character.isISOControl(c)
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069)
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
