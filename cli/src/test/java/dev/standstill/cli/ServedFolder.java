package dev.standstill.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.standstill.page.register.RegisterPages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A folder as any web server would serve it, except for the files that a test has replaced. */
final class ServedFolder implements AutoCloseable {

  private static final Map<String, String> TYPES =
      Map.of("html", "text/html; charset=utf-8", "css", "text/css", "js", "text/javascript");

  private final Path folder;
  private final HttpServer server;
  private final ExecutorService lines = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final Map<String, byte[]> replaced = new ConcurrentHashMap<>();
  private final List<String> missed = new CopyOnWriteArrayList<>();

  ServedFolder(Path folder) throws IOException {
    this.folder = folder;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.createContext("/events", this::follow);
    // Whoever follows events keeps his line open.
    server.setExecutor(lines);
    server.start();
  }

  /** Where a page is. */
  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
  }

  /** Serves these bytes in the place of a file. */
  void replace(String path, byte[] bytes) {
    replaced.put(path, bytes);
  }

  /** Serves what is there again. */
  void restore() {
    replaced.clear();
  }

  /** Tells whoever follows. */
  void tell(String event) {
    events.add("event: " + event + "\ndata: {}\n\n");
  }

  private void follow(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (exchange) {
      while (!Thread.currentThread().isInterrupted()) {
        exchange.getResponseBody().write(events.take().getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  byte[] bytes(String path) throws IOException {
    return Files.readAllBytes(folder.resolve(path));
  }

  /** What was asked for and is not there. */
  List<String> missed() {
    return List.copyOf(missed);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(1);
      Path file = folder.resolve(path).normalize();
      byte[] bytes = replaced.get(path);
      if (bytes == null && file.startsWith(folder) && Files.isRegularFile(file)) {
        bytes = Files.readAllBytes(file);
      }
      if (bytes == null) {
        missed.add(path);
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String suffix = path.substring(path.lastIndexOf('.') + 1);
      exchange
          .getResponseHeaders()
          .set(
              "Content-Type",
              path.contains(".")
                  ? TYPES.getOrDefault(suffix, "application/octet-stream")
                  : "text/html; charset=utf-8");
      exchange
          .getResponseHeaders()
          .set("Content-Security-Policy", RegisterPages.contentSecurityPolicy());
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    lines.shutdownNow();
  }
}
