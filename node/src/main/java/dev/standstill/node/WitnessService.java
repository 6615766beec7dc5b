package dev.standstill.node;

import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.log.witness.AddCheckpoint;
import dev.standstill.log.witness.Witness;
import dev.standstill.log.witness.WitnessAnswer;
import dev.standstill.log.witness.WitnessedLog;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * C2SP tlog-witness over HTTP:
 *
 * <pre>
 * POST /add-checkpoint                   cosign a checkpoint
 * GET  /SHA256-OF-ORIGIN/checkpoint      the last one cosigned
 * GET  /SHA256-OF-ORIGIN/NAME.split-view what was kept against a log
 * GET  /                                 the witness's keys, its logs, and what it keeps
 * </pre>
 *
 * The last two are not in the specification.
 */
public final class WitnessService implements HttpService {
  private static final System.Logger LOG = System.getLogger(WitnessService.class.getName());
  private static final String TEXT = "text/plain; charset=utf-8";

  private final Witness witness;

  public WitnessService(Witness witness) {
    this.witness = witness;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/add-checkpoint", this::addCheckpoint)
        .get("/", this::index)
        .get("/{originHash}/checkpoint", this::lastCosigned)
        .get("/{originHash}/{name}", this::kept)
        .any("/add-checkpoint", (_, response) -> refuse(response, "POST"))
        .any("/", (_, response) -> refuse(response, "GET"))
        .any("/{originHash}/{name}", (_, response) -> refuse(response, "GET"))
        .any("/*", (_, response) -> response.status(Status.NOT_FOUND_404).send());
  }

  private static void refuse(ServerResponse response, String allowed) {
    // Without content, since the method may be HEAD.
    response.header(HeaderNames.ALLOW, allowed);
    response.status(Status.METHOD_NOT_ALLOWED_405).send();
  }

  private void addCheckpoint(ServerRequest request, ServerResponse response) {
    Optional<byte[]> body = BoundedBody.read(request, AddCheckpoint.BYTES_MAX);
    if (body.isEmpty()) {
      response.header(HeaderNames.CONNECTION, "close");
      send(response, 413, TEXT, "a request has at most " + AddCheckpoint.BYTES_MAX + " bytes\n");
      return;
    }
    try {
      WitnessAnswer answer = witness.addCheckpoint(body.get());
      send(response, answer.status(), answer.contentType(), answer.body());
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "the witness has stopped", e);
      send(response, 500, TEXT, "the witness has stopped; its operator must look\n");
    }
  }

  private void lastCosigned(ServerRequest request, ServerResponse response) {
    Optional<SignedNote> last =
        witness.lastCosigned(request.path().pathParameters().get("originHash"));
    if (last.isEmpty()) {
      send(response, 404, TEXT, "never cosigned here\n");
      return;
    }
    response.header(HeaderNames.CACHE_CONTROL, "public, max-age=1");
    response.header("Access-Control-Allow-Origin", "*");
    send(response, 200, TEXT, new String(last.get().encoded(), StandardCharsets.UTF_8));
  }

  private void kept(ServerRequest request, ServerResponse response) throws IOException {
    Optional<byte[]> file =
        witness.keptFile(
            request.path().pathParameters().get("originHash"),
            request.path().pathParameters().get("name"));
    String text = file.map(b -> new String(b, StandardCharsets.UTF_8)).orElse("nothing here\n");
    send(response, file.isPresent() ? 200 : 404, TEXT, text);
  }

  private void index(ServerRequest request, ServerResponse response) throws IOException {
    StringBuilder text = new StringBuilder("# A C2SP tlog-witness\n");
    witness.verifierKeys().forEach(key -> text.append("key ").append(key).append('\n'));
    for (WitnessedLog log : witness.witnessed()) {
      List<VerifierKey> keys = witness.logs().keysOf(log.origin()).orElse(List.of());
      keys.forEach(key -> text.append("log ").append(key).append('\n'));
      for (String name : witness.kept(log.origin())) {
        text.append("kept ").append(log.originHash()).append('/').append(name).append('\n');
      }
    }
    send(response, 200, TEXT, text.toString());
  }

  private static void send(ServerResponse response, int status, String type, String body) {
    response.status(Status.create(status));
    response.header(HeaderNames.CONTENT_TYPE, type);
    response.send(body.getBytes(StandardCharsets.UTF_8));
  }
}
