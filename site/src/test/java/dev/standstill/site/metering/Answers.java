package dev.standstill.site.metering;

import com.sun.net.httpserver.HttpServer;
import dev.standstill.site.metering.scrape.Fetch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** An endpoint that answers what it is told. */
public final class Answers implements AutoCloseable {
  private final HttpServer server;
  private volatile String text = "";
  private volatile int status = 200;

  public Answers() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          if (status == 302) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
          }
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  public void say(int newStatus, String newText) {
    status = newStatus;
    text = newText;
  }

  public Fetch fetch() {
    return new Fetch(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics"),
        Map.of(),
        Duration.ofSeconds(30),
        1 << 16);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
