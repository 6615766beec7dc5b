package dev.standstill.site.metering.scrape;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * Gets small answers over HTTP, again and again from the same place. It keeps its buffer; for one
 * thread at a time.
 */
public final class Fetch {
  private static final int OK = 200;

  private final URI place;
  private final Map<String, String> headers;
  private final Duration patience;
  private final int bytesMax;
  private final Overdue overdue;
  private byte[] bytes = new byte[1 << 14];
  private int length;

  /**
   * Where to get answers.
   *
   * @param place http or https
   * @param headers sent with each request, for example {@code Authorization}
   * @param patience for the connection and the whole answer, to its last byte
   * @param bytesMax longer answers are refused
   */
  public Fetch(URI place, Map<String, String> headers, Duration patience, int bytesMax) {
    if (!"http".equals(place.getScheme()) && !"https".equals(place.getScheme())) {
      throw new IllegalArgumentException(place + ": only http and https are asked");
    }
    this.place = place;
    this.headers = Map.copyOf(headers);
    this.patience = patience;
    this.bytesMax = bytesMax;
    this.overdue = new Overdue(patience);
  }

  /** Where it gets its answers. */
  public URI place() {
    return place;
  }

  /** Gets the answer of now. */
  public void get() throws IOException {
    length = 0;
    HttpURLConnection connection = (HttpURLConnection) place.toURL().openConnection();
    connection.setConnectTimeout((int) patience.toMillis());
    connection.setReadTimeout((int) patience.toMillis());
    // An answer from elsewhere is not the answer of this meter.
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    headers.forEach(connection::setRequestProperty);
    overdue.begin(connection);
    try {
      read(connection);
    } catch (IOException e) {
      throw overdue.isOver() ? late(e) : e;
    } finally {
      overdue.end();
    }
  }

  private IOException late(IOException why) {
    return new IOException("gives no whole answer within " + patience.toMillis() + " ms", why);
  }

  private void read(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status != OK) {
      connection.disconnect();
      throw new IOException("answers with status " + status);
    }
    try (InputStream in = connection.getInputStream()) {
      for (int read = in.read(bytes, length, bytes.length - length);
          read >= 0;
          read = in.read(bytes, length, bytes.length - length)) {
        length += read;
        if (overdue.isOver()) {
          connection.disconnect();
          throw new IOException("was still answering");
        }
        if (length > bytesMax) {
          connection.disconnect();
          throw new IOException("answers with more than " + bytesMax + " bytes");
        }
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, length * 2);
        }
      }
    }
    long announced = connection.getContentLengthLong();
    if (announced >= 0 && announced != length) {
      throw new IOException("answers with " + length + " of " + announced + " bytes");
    }
  }

  /** The bytes of the last answer, the first {@link #length} of these. */
  public byte[] bytes() {
    return bytes;
  }

  /** How long the last answer is. */
  public int length() {
    return length;
  }
}
