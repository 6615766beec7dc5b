package dev.standstill.site.metering.scrape;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connection that one place is asked over again and again. The JDK's client keeps at most five
 * idle ones for an address, so many exporters behind one were connected to anew each second. For
 * one thread at a time.
 */
final class LastingConnection implements AutoCloseable {
  private final URL place;
  private final int patienceMillis;
  private final byte[] question;
  private @Nullable Socket socket;
  private @Nullable Incoming incoming;

  LastingConnection(URI place, Map<String, String> headers, Duration patience) {
    try {
      this.place = place.toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalArgumentException(place + ": is no address", e);
    }
    if (this.place.getHost().isEmpty()) {
      throw new IllegalArgumentException(place + ": names no host");
    }
    this.patienceMillis = Math.toIntExact(Math.max(1, patience.toMillis()));
    this.question = question(this.place, headers).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String question(URL place, Map<String, String> headers) {
    String target = place.getFile();
    StringBuilder question = new StringBuilder();
    question.append("GET ").append(target.startsWith("/") ? "" : "/").append(target);
    question.append(" HTTP/1.1\r\nHost: ").append(place.getHost());
    if (place.getPort() >= 0) {
      question.append(':').append(place.getPort());
    }
    question.append("\r\nUser-Agent: standstill\r\nAccept: */*\r\n");
    headers.forEach((name, value) -> {
      if ((name + value).chars().anyMatch(c -> c < ' ' || c > '~')) {
        throw new IllegalArgumentException("the header " + name + " is not plain text");
      }
      question.append(name).append(": ").append(value).append("\r\n");
    });
    return question.append("\r\n").toString();
  }

  /** What the answer's body comes from. */
  record Answer(ResponseHead head, Incoming body) {}

  /** Asks, over the connection that is there if it still works. */
  Answer ask() throws IOException {
    Incoming open = incoming;
    if (open != null) {
      try {
        // What came unasked is the answer to nothing.
        if (open.await()) {
          return asked(open);
        }
      } catch (SocketTimeoutException e) {
        throw e;
      } catch (IOException e) {
        // SPEC: RFC 9112 §9.3.1: "a client MAY automatically retry": the other side closes
        // connections that were idle, and a question of this kind may be put twice.
        if (!open.silent()) {
          throw e;
        }
      }
      close();
    }
    return asked(open());
  }

  private Answer asked(Incoming open) throws IOException {
    Socket asked = socket;
    if (asked == null) {
      throw new IOException("is not connected");
    }
    asked.getOutputStream().write(question);
    return new Answer(ResponseHead.read(open), open);
  }

  private Incoming open() throws IOException {
    int port = place.getPort() < 0 ? place.getDefaultPort() : place.getPort();
    Socket plain = new Socket();
    socket = plain;
    plain.setTcpNoDelay(true);
    plain.setSoTimeout(patienceMillis);
    plain.connect(new InetSocketAddress(place.getHost(), port), patienceMillis);
    Socket opened = place.getProtocol().equals("https") ? encrypted(plain, port) : plain;
    socket = opened;
    Incoming fresh = new Incoming(opened.getInputStream());
    incoming = fresh;
    return fresh;
  }

  private Socket encrypted(Socket plain, int port) throws IOException {
    String host = place.getHost().replace("[", "").replace("]", "");
    try {
      SSLSocket encrypted =
          (SSLSocket)
              SSLContext.getDefault().getSocketFactory().createSocket(plain, host, port, true);
      SSLParameters parameters = encrypted.getSSLParameters();
      // Without this any certificate would do that somebody vouches for, whatever its name.
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      encrypted.setSSLParameters(parameters);
      encrypted.startHandshake();
      return encrypted;
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("cannot be asked over TLS: " + e.getMessage(), e);
    }
  }

  /** Closes it; the next question opens another. */
  @Override
  public void close() {
    Socket open = socket;
    socket = null;
    incoming = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // Nothing is asked over it any more, so nothing is lost.
      }
    }
  }
}
