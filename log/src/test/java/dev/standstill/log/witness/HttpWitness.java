package dev.standstill.log.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.standstill.log.note.SignedNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A witness, or what passes for one, over real HTTP on this machine. */
final class HttpWitness implements AutoCloseable {
  /** Answers one request in whatever way. */
  interface Behaviour {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private HttpWitness(int port, Behaviour behaviour) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            behaviour.answer(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  static HttpWitness behaving(Behaviour behaviour) {
    return new HttpWitness(0, behaviour);
  }

  static HttpWitness of(Witness witness) {
    return new HttpWitness(0, exchange -> honest(witness, exchange));
  }

  static void honest(Witness witness, HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      String[] path = exchange.getRequestURI().getPath().split("/", -1);
      Optional<SignedNote> last =
          path.length == 3 ? witness.lastCosigned(path[1]) : Optional.empty();
      send(
          exchange,
          last.isPresent() ? 200 : 404,
          "text/plain",
          last.map(SignedNote::encoded).orElse(new byte[0]));
      return;
    }
    WitnessAnswer answer = witness.addCheckpoint(exchange.getRequestBody().readAllBytes());
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    send(exchange, answer.status(), answer.contentType(), body);
  }

  static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
