package dev.standstill.core.site;

import java.util.regex.Pattern;

/** The name of a compute balance area, unique within its site: 1 to 63 of {@code a-z 0-9 -}. */
public record AreaId(String name) implements Comparable<AreaId> {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  public AreaId {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("an area's name is 1 to 63 of a-z, 0-9 and '-': " + name);
    }
  }

  @Override
  public int compareTo(AreaId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
