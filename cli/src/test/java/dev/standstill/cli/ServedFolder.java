package dev.standstill.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.standstill.page.register.RegisterPages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A folder as any web server would serve it, except for the files that a test has replaced. */
final class ServedFolder implements AutoCloseable {

  private static final Map<String, String> TYPES =
      Map.of("html", "text/html; charset=utf-8", "css", "text/css", "js", "text/javascript");

  private final Path folder;
  private final HttpServer server;
  private final Map<String, byte[]> replaced = new ConcurrentHashMap<>();
  private final List<String> missed = new CopyOnWriteArrayList<>();

  ServedFolder(Path folder) throws IOException {
    this.folder = folder;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
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
          .set("Content-Type", TYPES.getOrDefault(suffix, "application/octet-stream"));
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
  }
}
