package dev.standstill.site.slurm;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which tasks of an array wait, as Slurm writes it: {@code 1,3,5-9:2%4}. */
final class TaskNumbers {

  private static final Pattern PART = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9})(?::(\\d{1,9}))?)?");

  private TaskNumbers() {}

  /** Without how many may run at once: that is nothing one can be named by. */
  static String bare(String text) {
    int percent = text.indexOf('%');
    return percent < 0 ? text : text.substring(0, percent);
  }

  /**
   * How many they are.
   *
   * @return empty if the text is of another shape, for example cut short
   */
  static Optional<Integer> count(String text) {
    long tasks = 0;
    for (String part : bare(text).split(",", -1)) {
      Matcher range = PART.matcher(part);
      if (!range.matches()) {
        return Optional.empty();
      }
      long low = Long.parseLong(range.group(1));
      long high = range.group(2) == null ? low : Long.parseLong(range.group(2));
      long step = range.group(3) == null ? 1 : Long.parseLong(range.group(3));
      if (high < low || step < 1) {
        return Optional.empty();
      }
      tasks += (high - low) / step + 1;
    }
    return tasks > 10_000_000 ? Optional.empty() : Optional.of((int) tasks);
  }
}
