package dev.standstill.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import dev.standstill.wire.json.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A statement as a person reads it before signing: every field in words, and nothing else.
 *
 * <p>The text is made from the very tree that is signed, field by field, so no field can be left
 * out and no change of one can leave the text the same. It is plain ASCII: whatever is not, and
 * every control character, stands there as an escape, so no field can look like another line.
 */
public final class StatementText {
  private static final String INDENT = "  ";
  private static final String SECONDS = "Seconds";
  private static final String FLOP = "flop";
  private static final int NONE = 0;

  /** A terminal of the usual width shows so much in one line. */
  private static final int COLUMNS_MAX = 79;

  private static final String FOLDED = "| ";

  private final List<String> lines = new ArrayList<>();

  private StatementText() {}

  /** The lines of the statement with these exact bytes, its digest last. */
  public static List<String> lines(Statement statement) {
    StatementText text = new StatementText();
    StatementKind kind = statement.body().kind();
    text.lines.add("Statement: " + Words.of(kind).replace('-', ' ') + ", format version 1");
    text.lines.add(
        switch (statement.binding()) {
          case Binding.ToCharter(var digest) -> "Under the charter: " + digest;
          case Binding.ToLogKey(var digest) -> "For the log whose key has the digest: " + digest;
        });
    text.lines.add("It says:");
    text.fields(BodyCodec.of(kind).writeAny(statement.body()), 1);
    text.lines.add("SHA-256 of the signed bytes, the statement's id:");
    text.lines.add(StatementCodec.id(StatementCodec.write(statement)).hex());
    return List.copyOf(text.lines);
  }

  /** The lines of what a statement says, without what it is under. */
  public static List<String> ofBody(StatementBody body) {
    StatementText text = new StatementText();
    text.fields(BodyCodec.of(body.kind()).writeAny(body), 0);
    return List.copyOf(text.lines);
  }

  private void fields(ObjectNode node, int depth) {
    if (node.isEmpty()) {
      line(depth, "nothing more");
    }
    node.properties()
        .forEach(field -> field(words(field.getKey()), field.getKey(), field.getValue(), depth));
  }

  private void field(String label, String key, JsonNode value, int depth) {
    if (value instanceof ObjectNode object) {
      line(depth, label + ":");
      fields(object, depth + 1);
    } else if (value.isArray()) {
      line(depth, label + (value.size() == NONE ? ": none" : ":"));
      for (int i = 0; i < value.size(); i++) {
        field(Integer.toString(i + 1), key, value.get(i), depth + 1);
      }
    } else {
      line(depth, label + ": " + leaf(key, value));
    }
  }

  /** What a terminal would fold by itself is folded here, so that no fold looks like a field. */
  private void line(int depth, String text) {
    String head = INDENT.repeat(depth);
    String rest = text;
    while (head.length() + rest.length() > COLUMNS_MAX) {
      int most = COLUMNS_MAX - head.length();
      lines.add(head + rest.substring(0, most));
      rest = rest.substring(most);
      head = INDENT.repeat(depth + 1) + FOLDED;
    }
    lines.add(head + rest);
  }

  /** {@code checkpointGraceSeconds} becomes {@code checkpoint grace seconds}. */
  private static String words(String key) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      words.append(Character.isUpperCase(c) ? " " + Character.toLowerCase(c) : c);
    }
    return ascii(words.toString());
  }

  /** What stands there exactly; in brackets what makes it easier to read. */
  private static String leaf(String key, JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue() ? "yes" : "no";
    }
    String exact = ascii(value.asText());
    if (value.isTextual() && (exact.isEmpty() || !exact.strip().equals(exact))) {
      return "\"" + exact + "\"";
    }
    if (key.endsWith(SECONDS) && value.canConvertToLong()) {
      return exact + " (" + duration(Duration.ofSeconds(value.longValue())) + ")";
    }
    if (key.toLowerCase(Locale.ROOT).contains(FLOP) && exact.length() > 3) {
      return exact + " (" + power(exact) + ")";
    }
    return exact;
  }

  private static String power(String digits) {
    String exponent = "e" + (digits.length() - 1);
    return digits.substring(1).chars().allMatch(c -> c == '0')
        ? digits.charAt(0) + exponent
        : "from " + digits.charAt(0) + "." + digits.substring(1, 3) + exponent + " on";
  }

  private static String duration(Duration duration) {
    List<String> parts = new ArrayList<>();
    part(parts, duration.toDays(), "d");
    part(parts, duration.toHoursPart(), "h");
    part(parts, duration.toMinutesPart(), "min");
    part(parts, duration.toSecondsPart(), "s");
    return parts.isEmpty() ? "none" : String.join(" ", parts);
  }

  private static void part(List<String> parts, long count, String unit) {
    if (count != 0) {
      parts.add(count + " " + unit);
    }
  }

  /**
   * Printable ASCII, a backslash only where it begins an escape, and no two spaces side by side:
   * nothing can be pushed to where it looks like something else.
   */
  private static String ascii(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          int last = plain.length() - 1;
          boolean another = c == ' ' && last >= 0 && plain.charAt(last) == ' ';
          if (c >= ' ' && c <= '~' && c != '\\' && !another) {
            plain.appendCodePoint(c);
          } else {
            plain.append("\\u{").append(Integer.toHexString(c)).append('}');
          }
        });
    return plain.toString();
  }
}
