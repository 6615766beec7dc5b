package dev.standstill.site.exchange;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;

/** What is left of a request that was refused before its end. */
public final class UnreadBody {
  private static final long BYTES_MAX = 1 << 24;
  private static final int BYTES_AT_ONCE = 1 << 13;

  private UnreadBody() {}

  /**
   * Reads past it: a connection closed with bytes still coming in is reset, and takes with it the
   * answer, or the request that the sender puts on it next. Who sends more than a bound is told
   * that the connection ends.
   */
  public static void passOver(HttpExchange exchange) throws IOException {
    InputStream in = exchange.getRequestBody();
    byte[] passed = new byte[BYTES_AT_ONCE];
    long bytes = 0;
    int read;
    while ((read = in.read(passed)) >= 0) {
      bytes += read;
      if (bytes > BYTES_MAX) {
        // SPEC: RFC 9112 §9.6: the sender must not put another request on this connection.
        exchange.getResponseHeaders().set("Connection", "close");
        return;
      }
    }
  }
}
