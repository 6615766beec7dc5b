package dev.standstill.core.party;

import java.util.regex.Pattern;

/**
 * The name of a party in its charter: 1 to 63 of {@code a-z 0-9 -}, beginning with a letter or
 * digit.
 */
public record PartyId(String name) implements Comparable<PartyId> {

  static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  public PartyId {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a party's name is 1 to 63 of a-z, 0-9 and '-': " + name);
    }
  }

  @Override
  public int compareTo(PartyId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
