package dev.standstill.wire.json;

/**
 * Why bytes were not accepted. Both texts may repeat what a stranger sent, so both are cut to a
 * length and made one printable line.
 *
 * @param place where, as a JSON pointer without its first slash; empty for the whole document
 * @param reason one line
 */
public record Refusal(String place, String reason) {

  private static final int LENGTH_MAX = 300;

  public Refusal {
    place = printable(place);
    reason = printable(reason);
  }

  private static String printable(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(LENGTH_MAX)
        .forEach(c -> {
          if (StrictText.isForbidden(c)) {
            line.append("\\u%04x".formatted(c));
          } else {
            line.appendCodePoint(c);
          }
        });
    return line.length() < text.length() && text.length() > LENGTH_MAX
        ? line.append("…").toString()
        : line.toString();
  }

  @Override
  public String toString() {
    return place.isEmpty() ? reason : place + ": " + reason;
  }
}
