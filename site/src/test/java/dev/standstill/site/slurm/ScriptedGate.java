package dev.standstill.site.slurm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A gate that answers as a test wants: it speaks the protocol over real sockets, and may also be
 * slow, silent or wrong.
 */
final class ScriptedGate implements AutoCloseable {

  /** What it sends back. */
  sealed interface Reply {

    /** An answer, with any status and body. */
    record Says(int status, String body) implements Reply {}

    /** Nothing, for so long that whoever asks has gone. */
    record Hangs() implements Reply {}

    /** The connection ends without an answer. */
    record HangsUp() implements Reply {}
  }

  static final Reply ADMIT = new Reply.Says(200, "ADMIT\n");

  static Reply refuse(String words) {
    return new Reply.Says(200, "REFUSE " + words + "\n");
  }

  private final List<Map<String, String>> questions = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Function<Map<String, String>, Reply> script = question -> ADMIT;
  private final int port;
  private HttpServer server;

  ScriptedGate() throws IOException {
    this.server = listen(0);
    this.port = server.getAddress().getPort();
    warmUp();
  }

  /** The first answers of a process take longer than a hook waits. */
  private void warmUp() throws IOException {
    for (int i = 0; i < 20; i++) {
      URI uri = URI.create("http://127.0.0.1:" + port + "/v1/verdict?warm=up");
      try (InputStream stream = uri.toURL().openStream()) {
        stream.readAllBytes();
      }
    }
    questions.clear();
  }

  int port() {
    return port;
  }

  /** From now on, it answers this way, and has been asked nothing. */
  void answers(Function<Map<String, String>, Reply> answers) {
    script = answers;
    questions.clear();
  }

  /** What it was asked since. */
  List<Map<String, String>> questions() {
    return List.copyOf(questions);
  }

  /** Nobody listens any more. */
  void die() {
    server.stop(0);
  }

  /** Somebody listens again. */
  void revive() throws IOException {
    server.stop(0);
    server = listen(port);
  }

  private HttpServer listen(int at) throws IOException {
    HttpServer fresh =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
    fresh.setExecutor(threads);
    fresh.createContext("/v1/verdict", this::answer);
    fresh.start();
    return fresh;
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> question = new TreeMap<>();
    for (String pair : exchange.getRequestURI().getRawQuery().split("&", -1)) {
      int equals = pair.indexOf('=');
      question.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
    }
    questions.add(question);
    switch (script.apply(question)) {
      case Reply.Says says -> {
        byte[] body = says.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(says.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
      }
      case Reply.Hangs hangs -> sleep(10_000);
      case Reply.HangsUp hangsUp -> {
        // Closed below, with nothing sent.
      }
    }
    exchange.close();
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
