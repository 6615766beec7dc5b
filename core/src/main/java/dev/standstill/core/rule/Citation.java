package dev.standstill.core.rule;

import java.util.regex.Pattern;

/**
 * Where something stands.
 *
 * @param text the source, with article where it has any
 * @param date of the source as far as it is known: a year, a month or a day, as ISO 8601 writes it
 * @param status how well we know it
 */
public record Citation(String text, String date, CitationStatus status) {

  private static final Pattern DATE = Pattern.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?");

  public Citation {
    if (text.isBlank() || !DATE.matcher(date).matches()) {
      throw new IllegalArgumentException("a citation has a text and a date: " + text + ", " + date);
    }
  }
}
