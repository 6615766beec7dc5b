package dev.standstill.site.metering.scrape;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an answer over HTTP/1.1 says before its body.
 *
 * @param status its three digits
 * @param framing how the end of the body is found
 * @param lasting whether the connection may be asked again
 */
record ResponseHead(int status, Framing framing, boolean lasting) {
  private static final String VERSION = "HTTP/1.";
  private static final int STATUS_AT = VERSION.length() + 2;
  private static final int STATUS_END = STATUS_AT + 3;

  /** A status of this hundred is followed by another. */
  private static final int INTERIM = 100;

  /** How the end of a body is found. */
  sealed interface Framing {

    /** By its length. */
    record Counted(long bytes) implements Framing {}

    /** Each of its chunks says its length, the last that it is none. */
    record Chunked() implements Framing {}

    /** By the end of the connection: one that was cut cannot be told. */
    record UntilClosed() implements Framing {}
  }

  /** Reads the head of an answer that is not an interim one. */
  static ResponseHead read(Incoming in) throws IOException {
    while (true) {
      String line = in.line();
      int status = status(line);
      Fields fields = new Fields();
      in.fields(fields::take);
      // SPEC: RFC 9110 §15.2: "A client MUST be able to parse one or more 1xx responses received
      // prior to a final response"
      if (status / INTERIM != 1) {
        boolean lasting = line.charAt(VERSION.length()) != '0' && !fields.close;
        Framing framing = fields.framing();
        return new ResponseHead(
            status, framing, lasting && !(framing instanceof Framing.UntilClosed));
      }
    }
  }

  private static int status(String line) throws IOException {
    if (line.startsWith(VERSION)
        && line.length() >= STATUS_END
        && line.charAt(STATUS_AT - 1) == ' '
        && (line.length() == STATUS_END || line.charAt(STATUS_END) == ' ')
        && digits(line.substring(STATUS_AT, STATUS_END))) {
      return Integer.parseInt(line.substring(STATUS_AT, STATUS_END));
    }
    throw new IOException("answers with something that is not HTTP/1.1");
  }

  private static boolean digits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The fields that say where the body ends. */
  private static final class Fields {
    private static final int LENGTH_DIGITS_MAX = 18;

    private @Nullable String length;
    private boolean chunked;
    private boolean close;

    void take(String name, String value) throws IOException {
      switch (name.toLowerCase(Locale.ROOT)) {
        case "content-length" -> {
          // SPEC: RFC 9112 §6.3: "If a message is received without Transfer-Encoding and with an
          // invalid Content-Length header field, then the message framing is invalid"
          if (!digits(value)
              || value.length() > LENGTH_DIGITS_MAX
              || (length != null && !length.equals(value))) {
            throw new IOException("answers with the length " + value);
          }
          length = value;
        }
        case "transfer-encoding" -> {
          if (chunked || !value.equalsIgnoreCase("chunked")) {
            throw new IOException("answers in the transfer encoding " + value);
          }
          chunked = true;
        }
        case "content-encoding" -> {
          if (!value.equalsIgnoreCase("identity")) {
            throw new IOException("answers in the encoding " + value + ", which nobody asked for");
          }
        }
        case "connection" -> {
          for (String option : value.split(",", -1)) {
            close |= option.strip().equalsIgnoreCase("close");
          }
        }
        default -> {}
      }
    }

    Framing framing() throws IOException {
      if (chunked && length != null) {
        // SPEC: RFC 9112 §6.3: "ought to be handled as an error"
        throw new IOException("answers with a length and in chunks");
      }
      if (chunked) {
        return new Framing.Chunked();
      }
      return length == null
          ? new Framing.UntilClosed()
          : new Framing.Counted(Long.parseLong(length));
    }
  }
}
