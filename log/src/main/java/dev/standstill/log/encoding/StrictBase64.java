package dev.standstill.log.encoding;

import java.util.Base64;
import java.util.Optional;

/** Standard base64 with padding, in its one canonical spelling. */
public final class StrictBase64 {
  private StrictBase64() {}

  public static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The bytes, or empty when {@code text} is not exactly what {@link #encode} would write. */
  public static Optional<byte[]> decode(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    // SPEC: RFC 4648 §3.5: the JDK accepts stray bits and missing padding; compare to refuse both.
    return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
  }
}
