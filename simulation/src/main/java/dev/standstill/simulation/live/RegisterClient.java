package dev.standstill.simulation.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.StatementBody;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.PartySigner;
import dev.standstill.wire.Statement;
import dev.standstill.wire.StatementCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Sends statements to a register, as every party would. */
final class RegisterClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final JsonMapper json = new JsonMapper();
  private final URI register;

  RegisterClient(URI register) {
    this.register = register;
  }

  /**
   * Signs and sends.
   *
   * @return where it now stands, durably
   * @throws IOException if the register does not take it; its message says why
   */
  Citation send(Binding binding, StatementBody body, List<PartySigner> signers)
      throws IOException, InterruptedException {
    Envelope envelope = Envelope.sign(StatementCodec.write(new Statement(binding, body)), signers);
    HttpRequest request =
        HttpRequest.newBuilder(register.resolve("statements"))
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(envelope.encode()))
            .build();
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    JsonNode said = json.readTree(answer.body());
    if (answer.statusCode() != 201) {
      throw new IOException(
          request.uri() + ": refused the " + body.kind() + ": " + said.path("detail").asText());
    }
    return new Citation(said.path("index").asLong(), new Digest(said.path("id").asText()));
  }

  @Override
  public void close() {
    http.close();
  }
}
