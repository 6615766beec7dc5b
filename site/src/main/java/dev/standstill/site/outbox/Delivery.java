package dev.standstill.site.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends an entry to a log that takes entries. */
final class Delivery implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final int ANSWER_BYTES_MAX = 4096;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI add;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(DEADLINE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Delivery(String log) {
    this.add = URI.create(log.endsWith("/") ? log + "add" : log + "/add");
  }

  /** What a log answered. */
  sealed interface Answered {

    /** It has the entry. */
    record Taken(long index) implements Answered {}

    /** It will never take it. */
    record Refused(String why) implements Answered {}

    /** It has not, and may later. */
    record NotNow(String why) implements Answered {}
  }

  Answered send(byte[] entry) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(add)
            .timeout(DEADLINE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(entry))
            .build();
    try {
      HttpResponse<byte[]> response =
          client.send(
              request,
              HttpResponse.BodyHandlers.limiting(
                  HttpResponse.BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
      return answered(response.statusCode(), response.body());
    } catch (IOException e) {
      return new Answered.NotNow(add + ": " + e);
    }
  }

  private static Answered answered(int status, byte[] body) {
    JsonNode answer;
    try {
      answer = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return new Answered.NotNow("answers " + status + " with no JSON");
    } catch (IOException e) {
      throw new IllegalStateException("bytes cannot fail to be read", e);
    }
    String said = new String(body, StandardCharsets.UTF_8).strip();
    if (status == 200 && answer.path("index").canConvertToLong()) {
      return new Answered.Taken(answer.path("index").longValue());
    }
    // 413 and 400 are about this entry; everything else is about the log, and passes.
    return status == 400 || status == 413
        ? new Answered.Refused(status + " " + said)
        : new Answered.NotNow("answers " + status + " " + said);
  }

  @Override
  public void close() {
    client.close();
  }
}
