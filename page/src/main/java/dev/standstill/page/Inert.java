package dev.standstill.page;

/**
 * Replaces what no honest text needs and a hostile one could use: control characters, which XML
 * forbids, and marks that reorder or hide text, which could make a sentence read backwards.
 * Escaping is the templates' work; this is applied to the finished page, so that no place can be
 * forgotten.
 */
public final class Inert {

  private static final int REPLACEMENT = 0xFFFD;

  private Inert() {}

  public static String text(String page) {
    StringBuilder inert = new StringBuilder(page.length());
    page.codePoints().map(c -> allowed(c) ? c : REPLACEMENT).forEach(inert::appendCodePoint);
    return inert.toString();
  }

  private static boolean allowed(int c) {
    if (c == '\n' || c == '\t') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
