package dev.standstill.log.witness;

import dev.standstill.log.encoding.StrictDecimal;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignatureLine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request to one witness and what came back, with a bound on time and on bytes. */
final class WitnessExchange {
  /** Room for some twenty post-quantum lines. */
  private static final int ANSWER_MAX = 64 * 1024;

  private final HttpClient client;
  private final URI prefix;

  WitnessExchange(HttpClient client, URI prefix) {
    this.client = client;
    this.prefix = prefix;
  }

  /** An answer, read strictly. */
  sealed interface Reply {
    /** Signature lines, of whomever. */
    record Lines(List<SignatureLine> lines) implements Reply {}

    /** Another size is recorded there. */
    record Recorded(long size) implements Reply {}

    /** Anything else: one line that says what. */
    record Failed(String what) implements Reply {}
  }

  Reply addCheckpoint(AddCheckpoint request, Duration deadline) throws InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(at("add-checkpoint"))
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(BodyPublishers.ofByteArray(request.encoded()))
            .build();
    return switch (send(post, deadline)) {
      case Sent.Nothing nothing -> new Reply.Failed(nothing.why());
      case Sent.Answer answer -> read(answer.status(), answer.body());
    };
  }

  static Reply read(int status, String body) {
    return switch (status) {
      case 200 -> lines(body);
      case 409 -> {
        OptionalLong size = recordedSize(body);
        yield size.isPresent()
            ? new Reply.Recorded(size.getAsLong())
            : new Reply.Failed("answered 409 without a size");
      }
      case 422 -> new Reply.Failed("sees no proof that we extend what it recorded (422)");
      case 404 -> new Reply.Failed("does not know this log (404)");
      case 403 -> new Reply.Failed("does not trust the signature (403)");
      default -> new Reply.Failed("answered " + status);
    };
  }

  private static OptionalLong recordedSize(String body) {
    return body.endsWith("\n")
        ? StrictDecimal.parse(body.substring(0, body.length() - 1))
        : OptionalLong.empty();
  }

  private static Reply lines(String body) {
    List<SignatureLine> lines = new ArrayList<>();
    int start = 0;
    while (start < body.length()) {
      int end = body.indexOf('\n', start);
      try {
        if (end < 0) {
          return new Reply.Failed("answered 200 without a last newline");
        }
        lines.add(SignatureLine.parse(body.substring(start, end)));
      } catch (MalformedNoteException e) {
        return new Reply.Failed("answered 200 with what is no signature line");
      }
      start = end + 1;
    }
    return new Reply.Lines(lines);
  }

  /** Asks for the last checkpoint that it cosigned for an origin. */
  Sent lastCosigned(String origin, Duration deadline) throws InterruptedException {
    URI uri = at(WitnessStore.directory(origin) + "/" + WitnessStore.CHECKPOINT);
    return send(HttpRequest.newBuilder(uri).GET().build(), deadline);
  }

  private URI at(String path) {
    String text = prefix.toString();
    return URI.create(text + (text.endsWith("/") ? "" : "/") + path);
  }

  /** What became of a request. */
  sealed interface Sent {
    /** Malformed UTF-8 shows as a character that no name, base64 or decimal has. */
    record Answer(int status, String body) implements Sent {}

    record Nothing(String why) implements Sent {}
  }

  private Sent send(HttpRequest request, Duration deadline) throws InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> future =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_MAX));
    try {
      // The deadline covers the body as well, which the client's own timeout does not.
      HttpResponse<byte[]> response = future.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      String body = new String(response.body(), StandardCharsets.UTF_8);
      return new Sent.Answer(response.statusCode(), body);
    } catch (TimeoutException e) {
      return new Sent.Nothing("did not answer in " + deadline.toMillis() + " ms");
    } catch (ExecutionException e) {
      return new Sent.Nothing(
          e.getCause() instanceof IOException broken
              ? "could not be asked (" + broken.getClass().getSimpleName() + ")"
              : "could not be asked");
    } finally {
      // Ends the exchange if it has not ended by itself.
      future.cancel(true);
    }
  }
}
