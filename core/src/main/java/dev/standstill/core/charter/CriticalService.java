package dev.standstill.core.charter;

import java.util.regex.Pattern;

/**
 * A service that people depend on at once, by the name its charter gives it: 1 to 63 of {@code a-z
 * 0-9 -}, for example {@code emergency-dispatch}.
 */
public record CriticalService(String name) implements Comparable<CriticalService> {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  public CriticalService {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a critical service's name is 1 to 63 of a-z, 0-9 and '-': " + name);
    }
  }

  @Override
  public int compareTo(CriticalService other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
