package dev.standstill.site.metering.scrape;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What comes over a connection: lines of a head, bytes of a body. For one thread at a time. */
final class Incoming {
  private static final int LINE_MAX = 1 << 13;

  /** Fields of a head; more are no head of an exporter. */
  private static final int FIELDS_MAX = 100;

  private final InputStream in;
  private final byte[] buffer = new byte[LINE_MAX];
  private int at;
  private int end;
  private boolean silent = true;

  Incoming(InputStream in) {
    this.in = in;
  }

  /** Forgets that anything came; false if something did that nobody asked for. */
  boolean await() throws IOException {
    silent = true;
    return at == end && in.available() == 0;
  }

  /** Whether nothing came since it was last awaited. */
  boolean silent() {
    return silent;
  }

  /** Reads a line, without its end. */
  String line() throws IOException {
    int scanned = at;
    while (true) {
      for (; scanned < end; scanned++) {
        if (buffer[scanned] == '\n') {
          int to = scanned > at && buffer[scanned - 1] == '\r' ? scanned - 1 : scanned;
          String line = new String(buffer, at, to - at, StandardCharsets.ISO_8859_1);
          at = scanned + 1;
          return line;
        }
      }
      System.arraycopy(buffer, at, buffer, 0, end - at);
      end -= at;
      scanned -= at;
      at = 0;
      if (end == buffer.length) {
        throw new IOException("answers with a line of more than " + LINE_MAX + " bytes");
      }
      int read = in.read(buffer, end, buffer.length - end);
      if (read < 0) {
        throw new IOException("hangs up before its answer ends");
      }
      silent = false;
      end += read;
    }
  }

  /** Reads some of a body; -1 when nothing more comes. */
  int read(byte[] into, int from, int most) throws IOException {
    if (at == end) {
      return in.read(into, from, most);
    }
    int taken = Math.min(most, end - at);
    System.arraycopy(buffer, at, into, from, taken);
    at += taken;
    return taken;
  }

  /** What to do with a field of a head. */
  @FunctionalInterface
  interface Field {
    void take(String name, String value) throws IOException;
  }

  /** Reads fields up to the empty line behind them. */
  void fields(Field field) throws IOException {
    for (int i = 0; i < FIELDS_MAX; i++) {
      String line = line();
      if (line.isEmpty()) {
        return;
      }
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("answers with a head that is not HTTP's");
      }
      field.take(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    throw new IOException("answers with more than " + FIELDS_MAX + " fields");
  }
}
