package dev.standstill.node.register;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * {@code GET /events}: what changed, as server-sent events. Each listener holds a connection, so
 * there are only so many, each for a bounded time: browsers come back by themselves.
 */
final class EventStream {
  private static final int LISTENERS_MAX = 256;
  private static final int BEATS_MAX = 240;
  private static final long BEAT_SECONDS = 15;

  private final Events events;
  private final Semaphore room = new Semaphore(LISTENERS_MAX);
  private volatile boolean closing;

  EventStream(Events events) {
    this.events = events;
  }

  void close() {
    closing = true;
    events.close();
  }

  void serve(ServerRequest request, ServerResponse response)
      throws IOException, InterruptedException {
    if (!room.tryAcquire()) {
      response.header(HeaderNames.RETRY_AFTER, "30");
      throw new ProblemException(Problem.OVERLOADED, "too many listen; ask /status instead");
    }
    try {
      listen(request, response);
    } finally {
      room.release();
    }
  }

  private void listen(ServerRequest request, ServerResponse response)
      throws IOException, InterruptedException {
    Optional<String> last = request.headers().first(HeaderNames.create("Last-Event-ID"));
    Optional<Long> since = last.flatMap(events::since);
    response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    try (OutputStream out = response.outputStream()) {
      long number = since.orElseGet(events::beforeNewest);
      if (last.isPresent() && since.isEmpty()) {
        // What was missed is not known any more.
        write(out, "event: reset\ndata: {}\n\n");
      }
      for (int beat = 0; beat < BEATS_MAX && !closing; beat++) {
        List<Events.Event> more = events.after(number, BEAT_SECONDS);
        for (Events.Event event : more) {
          write(
              out,
              "id: %s\nevent: %s\ndata: %s\n\n"
                  .formatted(events.id(event), event.name(), event.data()));
          number = event.number();
        }
        if (more.isEmpty()) {
          write(out, ": still here\n\n");
        }
      }
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
