package dev.standstill.cli;

import java.util.ArrayList;
import java.util.List;

/** Text in lines that a terminal can show. */
final class Paragraph {
  private static final int WIDTH = 98;

  private Paragraph() {}

  /** Whole words only; further lines stand under the first one's text. */
  static List<String> lines(String first, String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder current = new StringBuilder(first);
    boolean empty = true;
    for (String word : text.split(" ", -1)) {
      if (!empty && current.length() + 1 + word.length() > WIDTH) {
        lines.add(current.toString());
        current = new StringBuilder(" ".repeat(first.length()));
        empty = true;
      }
      current.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(current.toString());
    return lines;
  }
}
