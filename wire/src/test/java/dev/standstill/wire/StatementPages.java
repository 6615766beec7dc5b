package dev.standstill.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pages in docs/statements. */
final class StatementPages {
  private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)\n```", Pattern.DOTALL);

  private StatementPages() {}

  static String page(String name) throws IOException {
    String root = System.getProperty("repositoryRoot", "..");
    return Files.readString(Path.of(root, "docs", "statements", name + ".md"));
  }

  /** The first block of JSON on a page. */
  static String example(String name) throws IOException {
    Matcher matcher = EXAMPLE.matcher(page(name));
    if (!matcher.find()) {
      throw new AssertionError("no example on the page " + name);
    }
    return matcher.group(1);
  }
}
