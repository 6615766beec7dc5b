package dev.standstill.page.register;

import dev.standstill.page.StyleSheet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A file that pages load from beside them. Its name holds its digest, so it may be kept for ever.
 *
 * @param path where pages expect it
 * @param mediaType what it is
 * @param text what it says
 */
public record Asset(String path, String mediaType, String text) {

  private static final int DIGITS = 16;

  /** The one style sheet. */
  static final Asset STYLE =
      named("register", "css", "text/css", StyleSheet.TEXT + resource("register.css"));

  /** The one script; every page is whole without it. */
  static final Asset SCRIPT =
      named("register", "js", "text/javascript", resource("proof.js") + resource("register.js"));

  /** The bytes to serve. */
  public byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Asset named(String name, String suffix, String type, String text) {
    String digest = digest(text).substring(0, DIGITS);
    return new Asset("assets/" + name + "-" + digest + "." + suffix, type, text);
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Asset.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the jar is damaged: " + name + " cannot be read", e);
    }
  }
}
