package dev.standstill.core.record;

import java.util.regex.Pattern;

/**
 * A SHA-256 digest in lower-case hexadecimal. It is the id of a statement (over its payload) and
 * the name of whatever a statement cites.
 */
public record Digest(String hex) implements Comparable<Digest> {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  public Digest {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("a SHA-256 digest is 64 lower-case hex digits: " + hex);
    }
  }

  @Override
  public int compareTo(Digest other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
