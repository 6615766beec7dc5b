package dev.standstill.page;

import dev.standstill.core.finding.Subject;
import java.util.List;

/** Who or what something is about, and how many, in words. */
public final class Names {

  private static final List<String> NUMBERS =
      List.of(
          "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve");

  private Names() {}

  private static final int DIGITS = 12;

  public static String subject(Subject subject) {
    String order = subject.order().map(id -> "order " + id.hex().substring(0, DIGITS)).orElse("");
    String who = subject.order().isPresent() && subject.party().isEmpty() ? "" : whom(subject);
    return who.isEmpty() || order.isEmpty() ? who + order : who + ", " + order;
  }

  private static String whom(Subject subject) {
    if (subject.source().isPresent()) {
      return subject.source().get().isEmpty() ? "This source" : "Log " + subject.source().get();
    }
    if (subject.party().isEmpty()) {
      return "Unknown";
    }
    if (subject.site().isEmpty()) {
      return "Party " + subject.party().get();
    }
    String site = subject.party().get() + "/" + subject.site().get();
    return subject.area().map(area -> site + ", area " + area).orElse(site);
  }

  public static String number(long count) {
    return count < NUMBERS.size() ? NUMBERS.get((int) count) : Long.toString(count);
  }

  /** For example "one, two and three". */
  public static String list(List<String> words) {
    return words.size() < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }
}
