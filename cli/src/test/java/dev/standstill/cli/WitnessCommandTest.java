package dev.standstill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignatureAlgorithm;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.witness.AddCheckpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of logs and witnesses, and a witness as a process of its own. */
class WitnessCommandTest {

  @TempDir Path temporary;
  private Path state = Path.of("");
  private Path logs = Path.of("");
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    state = temporary.resolve("w");
    logs = temporary.resolve("logs");
    Ran ed25519 = generate("log.key", "ed25519");
    Ran mlDsa44 = generate("log-pq.key", "ml-dsa-44");
    Files.writeString(
        logs, "# known\nlog " + ed25519.out().strip() + "\nlog " + mlDsa44.out().strip() + "\n");
  }

  private Ran generate(String file, String type) {
    return Ran.standstill(
            "key",
            "generate",
            "--type",
            type,
            "--name",
            "example.com/log",
            "--out",
            temporary.resolve(file))
        .endedWith(ExitStatus.OK);
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  private SigningKey key(String file) throws IOException, MalformedNoteException {
    return SigningKey.parse(Files.readString(temporary.resolve(file)).strip());
  }

  @Test
  void makesAndShowsKeysOfBothTypes() throws IOException, MalformedNoteException {
    SigningKey mlDsa44 = key("log-pq.key");
    assertThat(mlDsa44.algorithm()).isEqualTo(SignatureAlgorithm.ML_DSA_44);
    Ran shown = Ran.standstill("key", "show", temporary.resolve("log-pq.key"));
    assertThat(shown.endedWith(ExitStatus.OK).out().strip())
        .isEqualTo(mlDsa44.verifierKey().toString());
    Ran witness = Ran.standstill("key", "show", "--witness", temporary.resolve("log.key"));
    assertThat(witness.endedWith(ExitStatus.OK).out().strip())
        .isEqualTo(key("log.key").cosignatureKey().toString());
    assertThat(
            Ran.standstill(
                    "key", "generate", "--type", "rsa", "--name", "a", "--out", temporary + "/k")
                .refused())
        .contains("ed25519, es256, es384 and ml-dsa-44");
  }

  @Test
  void saysWhatIsWrongBeforeItListens() throws IOException {
    assertThat(serveRefused()).contains("--name");
    assertThat(serveRefused("--name", "a b")).contains("a b");
    assertThat(serveRefused("--name", "a", "--port", "65536")).contains("--port");
    assertThat(serveRefused("--name", "a", "--port", "x")).contains("--port");
    assertThat(Ran.standstill("witness", "serve", state).refused()).contains("--logs");
    assertThat(
            Ran.standstill("witness", "serve", state, "--logs", temporary.resolve("no")).refused())
        .contains("no such file");
    Path policy = Files.writeString(temporary.resolve("policy"), "quorum none\n");
    assertThat(Ran.standstill("witness", "serve", state, "--logs", policy, "--name", "a").refused())
        .contains("line 1", "only log lines");
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = String.valueOf(taken.getLocalPort());
      assertThat(serveRefused("--name", "a", "--port", port, "--host", "0.0.0.0"))
          .contains("cannot listen", port);
    }
    // What was made for nothing is gone.
    assertThat(state.resolve("keys/witness.key")).doesNotExist();
    assertThat(Ran.standstill("witness", "show", temporary).refused()).contains("verifier-keys");
    assertThat(Ran.standstill("witness", "show", "http://127.0.0.1:1/").refused())
        .contains("nobody answers");
    assertThat(Ran.standstill("witness").refused()).contains("serve or show");
  }

  private String serveRefused(Object... more) {
    List<Object> args = new ArrayList<>(List.of("witness", "serve", state, "--logs", logs));
    args.addAll(List.of(more));
    return Ran.standstill(args.toArray()).refused();
  }

  private Process serve(Object... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp"));
    command.add(System.getProperty("java.class.path", ""));
    command.add(Standstill.class.getName());
    command.addAll(
        List.of("witness", "serve", state.toString(), "--logs", logs.toString(), "--port", "0"));
    for (Object word : more) {
      command.add(word.toString());
    }
    Process process =
        new ProcessBuilder(command).redirectError(temporary.resolve("err").toFile()).start();
    started.add(process);
    return process;
  }

  private static String listening(BufferedReader out) throws IOException {
    String line = Objects.requireNonNull(out.readLine());
    while (!line.startsWith("Listening on ")) {
      line = Objects.requireNonNull(out.readLine());
    }
    return line.substring("Listening on ".length());
  }

  private AddCheckpoint empty() throws IOException, MalformedNoteException {
    Checkpoint checkpoint = new Checkpoint("example.com/log", 0, TreeHash.empty());
    return new AddCheckpoint(
        0, List.of(), CheckpointSigner.of(key("log.key"), key("log-pq.key")).sign(checkpoint, 5));
  }

  private AddCheckpoint sizeOne(byte[] entry) throws IOException, MalformedNoteException {
    Checkpoint checkpoint = new Checkpoint("example.com/log", 1, TreeHash.leaf(entry));
    return new AddCheckpoint(
        1, List.of(), CheckpointSigner.of(key("log.key"), key("log-pq.key")).sign(checkpoint, 5));
  }

  private static HttpResponse<String> post(String url, AddCheckpoint request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(url + "add-checkpoint"))
              .POST(BodyPublishers.ofByteArray(request.encoded()))
              .build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  void servesUntilItIsToldToEndAndGoesOnWhereItWas() throws Exception {
    Process first = serve("--name", "north.example/w");
    try (BufferedReader out = first.inputReader(UTF_8)) {
      String url = listening(out);
      assertThat(post(url, empty()).statusCode()).isEqualTo(200);
      AddCheckpoint one = sizeOne(new byte[] {1});
      AddCheckpoint from0 = new AddCheckpoint(0, List.of(), one.note());
      assertThat(post(url, from0).statusCode()).isEqualTo(200);

      Ran shown = Ran.standstill("witness", "show", url).endedWith(ExitStatus.OK);
      assertThat(shown.out()).contains("north.example/w", "example.com/log  size 1  root ");
      // A second process may not have the same state.
      Process second = serve("--name", "north.example/w");
      assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(second.exitValue()).isEqualTo(ExitStatus.UNUSABLE);
      assertThat(Files.readString(temporary.resolve("err"))).contains("another witness has it");
      first.destroy();
      assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    for (String file : List.of("witness.key", "witness-ml-dsa-44.key")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(state.resolve("keys").resolve(file))))
          .isEqualTo("rw-------");
    }
    Path elsewhere = temporary.resolve("elsewhere");
    Ran amnesia =
        Ran.standstill(
            "witness", "serve", elsewhere, "--logs", logs, "--keys", state.resolve("keys"));
    assertThat(amnesia.refused()).contains("holds no state of north.example/w");
    Process again = serve("--json");
    String json = new String(readJson(again), UTF_8);
    JsonNode announced = new ObjectMapper().readTree(json);
    List<String> names = new ArrayList<>();
    announced.fieldNames().forEachRemaining(names::add);
    assertThat(names).containsExactly("name", "url", "verifierKeys", "logs");
    String url = announced.path("url").asText();
    assertThat(post(url, empty()).statusCode()).isEqualTo(409);
    assertThat(post(url, sizeOne(new byte[] {2})).statusCode()).isEqualTo(422);

    Ran caught = Ran.standstill("witness", "show", url, "--json").endedWith(ExitStatus.NEGATIVE);
    Ran onDisk = Ran.standstill("witness", "show", state, "--json").endedWith(ExitStatus.NEGATIVE);
    assertThat(onDisk.out()).isEqualTo(caught.out());
    JsonNode log = caught.json().path("logs").get(0);
    assertThat(log.path("size").asLong()).isEqualTo(1);
    assertThat(log.path("kept").get(0).asText()).startsWith("1-").endsWith(".split-view");
    assertThat(Files.readString(temporary.resolve("err"))).isEmpty();
  }

  private static byte[] readJson(Process process) throws IOException {
    StringBuilder json = new StringBuilder();
    while (!json.toString().endsWith("\n}")) {
      int c = process.getInputStream().read();
      assertThat(c).isNotNegative();
      json.append((char) c);
    }
    return json.toString().getBytes(UTF_8);
  }
}
