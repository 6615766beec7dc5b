package dev.standstill.site.gate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.standstill.site.workload.Demand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate on the loopback. A question is a GET, so that a hook needs no library to ask it.
 *
 * <p>Whoever is on this machine may ask; only a question with the token of the site's hooks counts
 * as an admission, or anybody could use up a permit by asking.
 */
public final class GateServer implements AutoCloseable {
  private static final int BACKLOG = 256;
  private static final Set<String> PARAMETERS =
      Set.of(
          "occasion",
          "scheduler",
          "queue",
          "owner",
          "account",
          "devices",
          "seconds",
          "job",
          "permit",
          "lineage",
          "token");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private GateServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param port 0 takes any
   * @param gate who answers
   * @param token what the hooks bring along
   * @param status what the agent says of itself, as JSON
   */
  public static GateServer start(int port, Gate gate, String token, Supplier<String> status)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    GateServer started = new GateServer(server);
    server.setExecutor(started.threads);
    server.createContext("/v1/verdict", exchange -> verdict(exchange, gate, token));
    server.createContext(
        "/v1/status",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          answer(exchange, 200, status.get());
        });
    server.start();
    return started;
  }

  /** Does something when it is posted to {@code path}, and answers what that says. */
  public void onPost(String path, String token, Supplier<String> action) {
    server.createContext(
        path,
        exchange -> {
          boolean allowed =
              exchange.getRequestMethod().equals("POST")
                  && isToken(exchange.getRequestHeaders().getFirst("Authorization"), token);
          answer(exchange, allowed ? 200 : 403, allowed ? action.get() : "not allowed");
        });
  }

  private static boolean isToken(@Nullable String header, String token) {
    return header != null && same(header, "Bearer " + token);
  }

  /** In a time that does not depend on how much of it is right. */
  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private static void verdict(HttpExchange exchange, Gate gate, String token) throws IOException {
    String line;
    try {
      Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
      line = line(ask(gate, token, asked));
    } catch (RuntimeException e) {
      line = "REFUSE malformed-question: " + e.getMessage();
    }
    answer(exchange, 200, line.replaceAll("\\s+", " "));
  }

  private static Answer ask(Gate gate, String token, Map<String, String> asked) {
    Optional<String> job = Optional.ofNullable(asked.get("job"));
    Occasion occasion = Occasion.valueOf(needed(asked, "occasion").toUpperCase(Locale.ROOT));
    boolean counts =
        Optional.ofNullable(asked.get("token")).filter(t -> same(t, token)).isPresent();
    return counts ? gate.ask(occasion, job, demand(asked)) : gate.wouldAnswer(job, demand(asked));
  }

  private static Demand demand(Map<String, String> asked) {
    String seconds = needed(asked, "seconds");
    return new Demand(
        needed(asked, "scheduler"),
        needed(asked, "queue"),
        needed(asked, "owner"),
        needed(asked, "account"),
        Integer.parseInt(needed(asked, "devices")),
        seconds.equals("unlimited")
            ? Optional.empty()
            : Optional.of(Duration.ofSeconds(Long.parseLong(seconds))),
        Optional.ofNullable(asked.get("permit")),
        Optional.ofNullable(asked.get("lineage")));
  }

  private static String needed(Map<String, String> asked, String name) {
    String value = asked.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("the question lacks " + name);
    }
    return value;
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> asked = new HashMap<>();
    for (String part : query == null ? new String[0] : query.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0 || !PARAMETERS.contains(part.substring(0, equals))) {
        throw new IllegalArgumentException("the question has a part that is not known: " + part);
      }
      String value = URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8);
      if (asked.put(part.substring(0, equals), value) != null) {
        throw new IllegalArgumentException("the question has a part twice: " + part);
      }
    }
    // An empty value is as good as none: hooks write what they have.
    asked.values().removeIf(String::isEmpty);
    return asked;
  }

  /** The line that hooks understand. */
  static String line(Answer answer) {
    return switch (answer) {
      case Answer.Admit admit -> "ADMIT";
      case Answer.Refuse refuse -> "REFUSE " + refuse.reason() + ": " + refuse.detail();
    };
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
