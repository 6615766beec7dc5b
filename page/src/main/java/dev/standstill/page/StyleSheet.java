package dev.standstill.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The look of every page. It stands inside a page that travels alone, and in a file of its own
 * beside pages that are served together.
 */
public final class StyleSheet {

  /** The whole sheet. */
  public static final String TEXT = read();

  private StyleSheet() {}

  private static String read() {
    try (InputStream in = StyleSheet.class.getResourceAsStream("style.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the jar is damaged: style.css cannot be read", e);
    }
  }
}
