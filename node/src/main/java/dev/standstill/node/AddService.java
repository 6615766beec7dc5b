package dev.standstill.node;

import dev.standstill.log.tile.EntryBundle;
import dev.standstill.node.Appender.Appended;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * {@code POST /add}: an entry in, and out either its index, once it is durable, or a reason:
 *
 * <pre>
 * 200 {"index":17,"leafHash":"9f86...","duplicate":false}
 * 400 {"reason":"..."}           the rule's code
 * 413 {"reason":"too-large"}     more than 65,535 bytes
 * 429 {"reason":"overloaded"}    try again
 * 503 {"reason":"stopped"}       the log takes nothing before its operator acts
 * </pre>
 */
final class AddService {
  private static final System.Logger LOG = System.getLogger(AddService.class.getName());

  private final Appender appender;
  private final EntryRule rule;

  AddService(Appender appender, EntryRule rule) {
    this.appender = appender;
    this.rule = rule;
  }

  void add(ServerRequest request, ServerResponse response) throws InterruptedException {
    Optional<byte[]> entry = BoundedBody.read(request, EntryBundle.ENTRY_BYTES_MAX);
    if (entry.isEmpty()) {
      response.header(HeaderNames.CONNECTION, "close");
      refuse(response, 413, "too-large");
      return;
    }
    Optional<EntryRefusal> refusal = rule.refuse(entry.get());
    if (refusal.isPresent()) {
      refuse(response, 400, refusal.get().code());
      return;
    }
    try {
      answer(response, appender.append(entry.get()).toCompletableFuture().get());
    } catch (ExecutionException | IllegalStateException e) {
      LOG.log(System.Logger.Level.ERROR, "the log takes no entries", e);
      refuse(response, 503, "stopped");
    }
  }

  private static void answer(ServerResponse response, Appended appended) {
    switch (appended) {
      case Appended.Durable durable ->
          send(
              response,
              200,
              "{\"index\":%d,\"leafHash\":\"%s\",\"duplicate\":%s}\n"
                  .formatted(durable.index(), durable.leafHash().hex(), durable.duplicate()));
      case Appended.Overloaded _ -> {
        response.header(HeaderNames.RETRY_AFTER, "1");
        refuse(response, 429, "overloaded");
      }
    }
  }

  private static void refuse(ServerResponse response, int status, String reason) {
    send(response, status, "{\"reason\":\"" + reason + "\"}\n");
  }

  private static void send(ServerResponse response, int status, String json) {
    response.status(Status.create(status));
    response.header(HeaderNames.CONTENT_TYPE, "application/json");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    response.send(json.getBytes(StandardCharsets.UTF_8));
  }
}
