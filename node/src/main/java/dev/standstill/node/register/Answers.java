package dev.standstill.node.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.log.merkle.Hash;
import dev.standstill.wire.json.StrictJson;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * How the register answers over HTTP. A body is a function of the log alone, so that two registers
 * of one log, or one before and after its projection was rebuilt, answer with the same bytes; what
 * depends on the clock stands in headers.
 */
final class Answers {
  static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  private final Register register;

  Answers(Register register) {
    this.register = register;
  }

  /** What every answer carries, whatever it is. */
  void headers(ServerResponse response) throws IOException {
    response.header("X-Content-Type-Options", "nosniff");
    response.header(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none';"
            + " form-action 'none'");
    response.header("Referrer-Policy", "no-referrer");
    response.header("Cross-Origin-Resource-Policy", "cross-origin");
    response.header("X-Frame-Options", "DENY");
    response.header(HeaderNames.CACHE_CONTROL, "no-cache");
    Optional<CheckpointAge> newest = register.newest();
    if (newest.isPresent()) {
      var checkpoint = newest.get().checkpoint();
      response.header(
          "Standstill-Checkpoint",
          checkpoint.origin() + " " + checkpoint.size() + " " + checkpoint.root().base64());
      response.header(
          "Standstill-Checkpoint-Age", String.valueOf(newest.get().ageSeconds(register.now())));
    }
  }

  /** Sends JSON, or says that the asker has it already. */
  void json(ServerRequest request, ServerResponse response, JsonNode node) {
    byte[] body = StrictJson.pretty(node).getBytes(StandardCharsets.UTF_8);
    String tag = "\"" + Hash.sha256(body).hex().substring(0, 32) + "\"";
    response.header(HeaderNames.ETAG, tag);
    boolean known =
        request.headers().values(HeaderNames.IF_NONE_MATCH).stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .map(String::strip)
            // SPEC: RFC 9110 §13.1.2: If-None-Match uses the weak comparison.
            .map(value -> value.startsWith("W/") ? value.substring(2) : value)
            .anyMatch(value -> value.equals(tag) || value.equals("*"));
    if (known) {
      response.status(Status.NOT_MODIFIED_304).send();
      return;
    }
    send(request, response, 200, JSON, body);
  }

  void problem(ServerRequest request, ServerResponse response, Problem problem, String detail) {
    ObjectNode node = problem.node(detail);
    // SPEC: RFC 9457 §3: "the media type "application/problem+json"".
    send(
        request,
        response,
        problem.status(),
        PROBLEM,
        StrictJson.pretty(node).getBytes(StandardCharsets.UTF_8));
  }

  /** SPEC: RFC 9110 §9.3.2: the answer to HEAD is that to GET without its content. */
  static void send(
      ServerRequest request, ServerResponse response, int status, String type, byte[] body) {
    response.status(Status.create(status));
    response.header(HeaderNames.CONTENT_TYPE, type);
    if (request.prologue().method().text().equals("HEAD")) {
      response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length));
      response.send();
    } else {
      response.send(body);
    }
  }
}
