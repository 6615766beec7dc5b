package dev.standstill.node;

import java.util.regex.Pattern;

/**
 * Why an entry is not taken.
 *
 * @param code one of a closed list that its rule documents, in kebab case
 */
public record EntryRefusal(String code) {
  private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  public EntryRefusal {
    if (!KEBAB.matcher(code).matches()) {
      throw new IllegalArgumentException("not a code: " + code);
    }
  }
}
