package dev.standstill.site.metering.scrape;

import dev.standstill.site.metering.scrape.ResponseHead.Framing;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * Gets small answers over HTTP, again and again from the same place. It keeps its connection and
 * its buffer; for one thread at a time.
 */
public final class Fetch implements AutoCloseable {
  private static final int OK = 200;
  private static final int HEXADECIMAL = 16;
  private static final int CHUNK_DIGITS_MAX = 8;

  private final URI place;
  private final LastingConnection connection;
  private final int bytesMax;
  private byte[] bytes = new byte[1 << 13];
  private int length;

  /**
   * Where to get answers.
   *
   * @param place http or https
   * @param headers sent with each request, for example {@code Authorization}
   * @param patience for the connection, and for each part of the answer
   * @param bytesMax longer answers are refused
   */
  public Fetch(URI place, Map<String, String> headers, Duration patience, int bytesMax) {
    if (!"http".equals(place.getScheme()) && !"https".equals(place.getScheme())) {
      throw new IllegalArgumentException(place + ": only http and https are asked");
    }
    this.place = place;
    this.connection = new LastingConnection(place, headers, patience);
    this.bytesMax = bytesMax;
  }

  /** Where it gets its answers. */
  public URI place() {
    return place;
  }

  /** Gets the answer of now. */
  public void get() throws IOException {
    length = 0;
    boolean lasting = false;
    try {
      LastingConnection.Answer answer = connection.ask();
      // A redirection is not followed: an answer from elsewhere is not the answer of this meter.
      if (answer.head().status() != OK) {
        throw new IOException("answers with status " + answer.head().status());
      }
      switch (answer.head().framing()) {
        case Framing.Counted(long count) -> take(answer.body(), count);
        case Framing.Chunked chunked -> chunks(answer.body());
        case Framing.UntilClosed untilClosed -> all(answer.body());
      }
      lasting = answer.head().lasting();
    } finally {
      if (!lasting) {
        connection.close();
      }
    }
  }

  private void take(Incoming in, long count) throws IOException {
    if (count > bytesMax - length) {
      throw tooLong();
    }
    int end = length + (int) count;
    while (length < end) {
      if (some(in, end - length) < 0) {
        throw new IOException("answers with " + length + " of " + end + " bytes");
      }
    }
  }

  private void all(Incoming in) throws IOException {
    while (some(in, Integer.MAX_VALUE) >= 0) {
      if (length > bytesMax) {
        throw tooLong();
      }
    }
  }

  private int some(Incoming in, int most) throws IOException {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    int read = in.read(bytes, length, Math.min(most, bytes.length - length));
    length += Math.max(0, read);
    return read;
  }

  private IOException tooLong() {
    return new IOException("answers with more than " + bytesMax + " bytes");
  }

  private void chunks(Incoming in) throws IOException {
    for (long size = chunk(in.line()); size > 0; size = chunk(in.line())) {
      take(in, size);
      if (!in.line().isEmpty()) {
        throw new IOException("answers with a chunk that is longer than it says");
      }
    }
    in.fields((name, value) -> {});
  }

  /** How long a chunk says it is; what follows a semicolon is for others. */
  private static long chunk(String line) throws IOException {
    int semicolon = line.indexOf(';');
    String size = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
    if (size.isEmpty()
        || size.length() > CHUNK_DIGITS_MAX
        || !size.chars().allMatch(c -> c < 128 && Character.digit(c, HEXADECIMAL) >= 0)) {
      throw new IOException("answers with a chunk that does not say its length");
    }
    return Long.parseLong(size, HEXADECIMAL);
  }

  /** The bytes of the last answer, the first {@link #length} of these. */
  public byte[] bytes() {
    return bytes;
  }

  /** How long the last answer is. */
  public int length() {
    return length;
  }

  /** Ends the connection; another question would open one again. */
  @Override
  public void close() {
    connection.close();
  }
}
