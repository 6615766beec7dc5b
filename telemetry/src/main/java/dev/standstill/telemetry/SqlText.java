package dev.standstill.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * SQL from a resource file. Values are put in for {@code :name} markers, the form Apache Spark
 * takes natively, and are whole numbers or a quoted path: nothing else can enter the text.
 */
record SqlText(String text) {
  static SqlText load(String name) {
    try (InputStream in = SqlText.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource missing from this build: " + name);
      }
      return new SqlText(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SqlText with(String name, long value) {
    return put(name, Long.toString(value));
  }

  SqlText with(String name, Path file) {
    return put(name, quoted(file.toString()));
  }

  /** The statements of the text, which end in a semicolon at the end of a line. */
  List<String> statements() {
    return Arrays.stream(text.split(";\\s*\\n")).filter(s -> !s.isBlank()).toList();
  }

  static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private SqlText put(String name, String value) {
    if (!text.contains(":" + name)) {
      throw new IllegalArgumentException("no :" + name + " in the SQL text");
    }
    return new SqlText(
        text.replaceAll(":" + name + "\\b", java.util.regex.Matcher.quoteReplacement(value)));
  }
}
