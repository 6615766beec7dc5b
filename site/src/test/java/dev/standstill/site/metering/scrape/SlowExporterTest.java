package dev.standstill.site.metering.scrape;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An exporter that sends a byte now and then, and never comes to an end. */
class SlowExporterTest {
  private static final String HEADERS = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

  /** In its headers; in a body of a length, in chunks, and until the connection ends. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        HEADERS,
        HEADERS + "Content-Length: 60000\r\n\r\n",
        HEADERS + "Transfer-Encoding: chunked\r\n\r\nEA60\r\n",
        HEADERS + "Connection: close\r\n\r\n"
      })
  @Timeout(60) // It would wait for ever.
  void isGivenUp(String beginning) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> drip(server, beginning));
      Fetch fetch =
          new Fetch(
              URI.create("http://127.0.0.1:" + server.getLocalPort() + "/metrics"),
              Map.of(),
              Duration.ofMillis(700),
              1 << 20);
      assertThatThrownBy(fetch::get)
          .isInstanceOf(IOException.class)
          .hasMessage("gives no whole answer within 700 ms");
    }
  }

  private static void drip(ServerSocket server, String beginning) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        OutputStream out = socket.getOutputStream();
        out.write(beginning.getBytes(StandardCharsets.US_ASCII));
        while (true) {
          out.write('a');
          out.flush();
          Thread.sleep(50);
        }
      } catch (IOException e) {
        // It was given up.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
