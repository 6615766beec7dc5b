package dev.standstill.node.register;

import static dev.standstill.node.Http.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.standstill.evidence.EvidenceReader;
import dev.standstill.evidence.Examination;
import dev.standstill.evidence.TrustRoot;
import dev.standstill.node.projection.Database;
import dev.standstill.wire.ConclusionsJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A register over real HTTP: what it takes, what it answers, and that both follow the log. */
class RegisterTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Every path without a parameter of its own. */
  private static final List<String> ANSWERS =
      List.of(
          "status",
          "statements?limit=1000",
          "parties",
          "sites",
          "conclusions?limit=1000",
          "findings",
          "balances",
          "orders",
          "permits");

  @TempDir static Path worlds;
  private static Optional<WorldLog> written = Optional.empty();
  @TempDir Path folder;

  @BeforeAll
  static void write() throws IOException {
    written = Optional.of(WorldLog.write(1, worlds));
  }

  private static WorldLog world() {
    return written.orElseThrow();
  }

  private OpenRegister open() throws IOException {
    return open(Database.sqlite(folder.resolve("projection.sqlite")));
  }

  private OpenRegister open(Database database) throws IOException {
    return OpenRegister.at(folder, world().log(), world().policy(), database);
  }

  private void postAll(OpenRegister open) throws InterruptedException {
    for (byte[] entry : world().entries()) {
      HttpResponse<byte[]> response = open.post(entry);
      assertThat(response.statusCode()).as(text(response)).isEqualTo(201);
    }
    open.awaitAnswered(world().entries().size());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
    return MAPPER.readTree(response.body());
  }

  private static void assertProblem(HttpResponse<byte[]> response, int status, String word)
      throws IOException {
    assertThat(response.statusCode()).as(text(response)).isEqualTo(status);
    assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(json(response).path("type").asText()).isEqualTo("urn:standstill:problem:" + word);
    assertThat(json(response).path("status").asInt()).isEqualTo(status);
  }

  @Test
  void takesAWorldsStatementsAndConcludesWhatEveryReaderDoes() throws Exception {
    Files.createDirectories(folder.resolve("log"));
    world().copyReadings(folder.resolve("log"));
    try (OpenRegister open = open()) {
      postAll(open);
      Examination reader =
          Examination.of(
              EvidenceReader.read(world().evidence(), TrustRoot.fromSource()),
              Optional.empty(),
              (_, _) -> {});
      JsonNode expected = MAPPER.readTree(ConclusionsJson.write(reader.verification()));
      JsonNode answered = json(open.http().get("conclusions?limit=1000"));
      assertThat(answered.get("conclusions")).isEqualTo(expected.get("conclusions"));
      assertThat(answered.get("checkpoint")).isEqualTo(expected.get("checkpoint"));
      assertThat(json(open.http().get("findings?limit=1000")).get("findings"))
          .isEqualTo(expected.get("findings"));
      assertThat(json(open.http().get("sites")).get("sites")).hasSize(2);
      assertThat(json(open.http().get("balances")).get("balances")).isNotEmpty();
    }
  }

  @Test
  void answersTheSameBytesAfterItsProjectionIsLost() throws Exception {
    Map<String, String> before;
    try (OpenRegister open = open()) {
      postAll(open);
      before = answers(open);
    }
    Files.write(
        folder.resolve("projection.sqlite"), "no database at all".repeat(999).getBytes(UTF_8));
    try (OpenRegister open = open()) {
      assertThat(answers(open)).isEqualTo(before);
    }
    Files.delete(folder.resolve("projection.sqlite"));
    try (OpenRegister open = open()) {
      assertThat(answers(open)).isEqualTo(before);
      // What was logged by an earlier process is known.
      assertThat(open.post(world().entries().get(1)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void answersTheSameBytesFromEitherDatabase() throws Exception {
    Map<String, String> before;
    try (OpenRegister open = open()) {
      postAll(open);
      before = answers(open);
    }
    try (PostgresServer postgres = PostgresServer.start();
        OpenRegister open = open(Database.server(postgres.url()))) {
      assertThat(answers(open)).isEqualTo(before);
      assertThat(open.post(world().entries().get(1)).statusCode()).isEqualTo(200);
    }
  }

  private static Map<String, String> answers(OpenRegister open) throws IOException {
    Map<String, String> answers = new TreeMap<>();
    List<String> paths = new ArrayList<>(ANSWERS);
    json(open.http().get("statements?limit=1000"))
        .get("statements")
        .forEach(one -> paths.add("statements/" + one.get("id").asText()));
    json(open.http().get("sites"))
        .get("sites")
        .forEach(one ->
            paths.add("sites/" + one.get("party").asText() + "/" + one.get("site").asText()));
    for (String path : paths) {
      HttpResponse<byte[]> response = open.http().get(path);
      assertThat(response.statusCode()).as(path).isEqualTo(200);
      answers.put(path, text(response));
    }
    return answers;
  }

  @Test
  void logsAStatementOnceHoweverOftenItIsSent() throws Exception {
    try (OpenRegister open = open()) {
      HttpResponse<byte[]> first = open.post(world().entries().getFirst());
      assertThat(first.statusCode()).isEqualTo(201);
      open.awaitAnswered(1);
      for (String path : List.of("statements", "add")) {
        HttpResponse<byte[]> again = open.http().post(path, world().entries().getFirst());
        assertThat(again.statusCode()).as(text(again)).isEqualTo(200);
        assertThat(json(again).get("index").asLong()).isZero();
        assertThat(json(again).get("duplicate").asBoolean()).isTrue();
      }
      // Before the projection has followed, too.
      assertThat(open.post(world().entries().get(1)).statusCode()).isEqualTo(201);
      assertThat(open.post(world().entries().get(1)).statusCode()).isEqualTo(200);
      open.awaitAnswered(2);
      assertThat(json(open.http().get("status")).path("checkpoint").path("size").asLong())
          .isEqualTo(2);
    }
  }

  @Test
  void takesNothingButTheFirstCharterBeforeIt() throws Exception {
    try (OpenRegister open = open()) {
      assertProblem(open.post(world().entries().get(1)), 409, "no-charter-yet");
      assertThat(json(open.http().get("status")).path("charter").path("id").isNull()).isTrue();
      assertThat(json(open.http().get("conclusions")).get("conclusions")).isEmpty();
      assertThat(open.post(world().entries().getFirst()).statusCode()).isEqualTo(201);
      // It is in force when it is acknowledged.
      assertThat(open.post(world().entries().get(1)).statusCode()).isEqualTo(201);
    }
  }

  @Test
  void refusesWhatNoReaderWouldCount() throws Exception {
    WorldLog other = WorldLog.write(2, folder);
    try (OpenRegister open = open()) {
      assertProblem(open.post(other.entries().getFirst()), 422, "charter-refused");
      assertThat(open.post(world().entries().getFirst()).statusCode()).isEqualTo(201);
      // What was signed under another agreement is not replayed here.
      assertProblem(open.post(other.entries().get(1)), 422, "other-charter");
      assertProblem(open.post("{}".getBytes(UTF_8)), 400, "malformed-envelope");
      assertProblem(open.post(new byte[0]), 400, "malformed-envelope");
      assertProblem(open.post(tampered(world().entries().get(1))), 403, "not-a-party");
      byte[] large = new byte[70_000];
      Arrays.fill(large, (byte) ' ');
      assertProblem(open.post(large), 413, "too-large");
      HttpResponse<byte[]> add = open.http().post("add", other.entries().get(1));
      assertThat(add.statusCode()).isEqualTo(400);
      assertThat(json(add).get("reason").asText()).isEqualTo("other-charter");
      assertThat(json(open.http().get("status")).path("checkpoint").path("size").asLong())
          .isEqualTo(1);
    }
  }

  /** One character of its signature is another. */
  private static byte[] tampered(byte[] entry) {
    String text = new String(entry, UTF_8);
    int place = text.indexOf("\"sig\":\"") + 12;
    char other = text.charAt(place) == 'A' ? 'B' : 'A';
    return (text.substring(0, place) + other + text.substring(place + 1)).getBytes(UTF_8);
  }

  @Test
  void refusesRequestsThatItDoesNotKnow() throws Exception {
    try (OpenRegister open = open()) {
      open.post(world().entries().getFirst());
      open.awaitAnswered(1);
      for (String path :
          List.of(
              "statements?kinds=charter",
              "statements?limit=0",
              "statements?limit=1001",
              "statements?after=-1",
              "statements?kind=a&kind=b",
              "statements?after=1%0d%0aX:y",
              "statements?author=%00",
              "statements/ABC",
              "sites?limit=x",
              "status?x=1")) {
        assertProblem(open.http().get(path), 400, "malformed-request");
      }
      assertProblem(open.http().get("statements/" + "0".repeat(64)), 404, "not-found");
      assertProblem(open.http().get("sites/nobody/nowhere"), 404, "not-found");
      assertProblem(
          open.http().send("DELETE", "statements", new byte[0]), 405, "method-not-allowed");
      for (String path :
          List.of(
              "..%2fkeys%2flog.key",
              "%2e%2e/keys/log.key",
              "tile/../../keys/log.key",
              ".writer",
              "telemetry/x",
              "projection.sqlite")) {
        assertThat(open.http().get(path).statusCode()).as(path).isIn(400, 404);
      }
      assertThat(text(open.http().get("statements?author=%27%3B%20DROP%20TABLE%20statement%3B--")))
          .contains("\"statements\": []");
      assertThat(json(open.http().get("statements")).get("statements")).hasSize(1);
    }
  }

  @Test
  void answersPageByPage() throws Exception {
    try (OpenRegister open = open()) {
      postAll(open);
      List<Long> seen = new ArrayList<>();
      String after = "";
      while (true) {
        JsonNode page = json(open.http().get("statements?limit=3" + after));
        page.get("statements").forEach(one -> seen.add(one.get("index").asLong()));
        if (page.get("next").isNull()) {
          break;
        }
        after = "&after=" + page.get("next").asLong();
      }
      assertThat(seen).hasSize(world().entries().size()).isSorted().doesNotHaveDuplicates();
      JsonNode reports = json(open.http().get("statements?kind=activity-report"));
      assertThat(reports.get("statements"))
          .isNotEmpty()
          .allMatch(one -> one.get("kind").asText().equals("activity-report"));
    }
  }

  @Test
  void saysWhenAnAnswerIsKnownAlready() throws Exception {
    try (OpenRegister open = open()) {
      HttpResponse<byte[]> first = open.http().get("status");
      String tag = header(first, "ETag");
      assertThat(open.http().get("status", "If-None-Match", tag).statusCode()).isEqualTo(304);
      open.post(world().entries().getFirst());
      open.awaitAnswered(1);
      HttpResponse<byte[]> second = open.http().get("status", "If-None-Match", tag);
      assertThat(second.statusCode()).isEqualTo(200);
      assertThat(header(second, "Standstill-Checkpoint")).contains(" 1 ");
      assertThat(header(second, "Standstill-Checkpoint-Age")).matches("[0-9]+");
      assertThat(header(second, "Content-Security-Policy")).startsWith("default-src 'none'");
      assertThat(second.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void describesEveryPathThatItServes() throws Exception {
    try (OpenRegister open = open()) {
      open.post(world().entries().getFirst());
      open.awaitAnswered(1);
      JsonNode document = json(open.http().get("openapi.json"));
      assertThat(document.get("openapi").asText()).isEqualTo("3.1.0");
      List<String> problems = new ArrayList<>();
      document
          .at("/components/schemas/Problem/properties/type/enum")
          .forEach(one -> problems.add(one.asText()));
      assertThat(problems)
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(Problem.values()).map(Problem::type).toList());
      List<String> described = new ArrayList<>();
      document.get("paths").fieldNames().forEachRemaining(described::add);
      for (String path : ANSWERS) {
        assertThat(described).contains("/" + path.replaceAll("[?].*", ""));
      }
      for (String path : described) {
        if (path.contains("{") || path.equals("/events") || path.equals("/add")) {
          continue;
        }
        assertThat(open.http().get(path.substring(1)).statusCode()).as(path).isEqualTo(200);
      }
    }
  }
}
